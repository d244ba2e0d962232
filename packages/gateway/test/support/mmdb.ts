/** Writes small MaxMind files, after https://maxmind.github.io/MaxMind-DB. */
export interface Network {
  /** `192.0.2.0/24` or `2001:db8::/32`. */
  readonly network: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A branch of the tree: an inner node, the number of a record, or nothing. */
type Branch = Node | number | undefined
type Node = [Branch, Branch]

export function writeMmdb(
  networks: readonly Network[],
  { ipVersion = 6 }: { ipVersion?: 4 | 6 } = {},
): Buffer {
  const root: Node = [undefined, undefined]
  const offsets: number[] = []
  const parts: Buffer[] = []
  let size = 0
  for (const [at, { network, data }] of networks.entries()) {
    plant(root, bitsOf(network, ipVersion), at)
    const bytes = encode(data)
    offsets.push(size)
    parts.push(bytes)
    size += bytes.length
  }
  const nodes = listNodes(root)
  const place = (branch: Branch): number => {
    if (branch === undefined) return nodes.length
    if (typeof branch !== 'number') return nodes.indexOf(branch)
    return nodes.length + 16 + (offsets[branch] ?? 0)
  }
  const tree = Buffer.alloc(nodes.length * 6)
  for (const [at, [left, right]] of nodes.entries()) {
    tree.writeUIntBE(place(left), at * 6, 3)
    tree.writeUIntBE(place(right), at * 6 + 3, 3)
  }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_790_000_000,
    database_type: 'Weir-Test',
    description: { en: 'For tests' },
    ip_version: ipVersion,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  })
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(16), ...parts, marker, metadata])
}

function plant(root: Node, bits: readonly number[], record: number): void {
  let node = root
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit]
    const inner: Node = Array.isArray(next) ? next : [undefined, undefined]
    node[bit] = inner
    node = inner
  }
  node[bits.at(-1) ?? 0] = record
}

function listNodes(root: Node): Node[] {
  const nodes = [root]
  for (const node of nodes) {
    for (const branch of node) if (Array.isArray(branch)) nodes.push(branch)
  }
  return nodes
}

/** IPv4 lies below ninety-six zeros in a tree of IPv6. */
function bitsOf(network: string, ipVersion: number): number[] {
  const [address = '', length = ''] = network.split('/')
  const isShort = !address.includes(':')
  const bytes = isShort ? address.split('.').map(Number) : bytesOfIpv6(address)
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((at) => (byte >> at) & 1))
  const zeros = Array.from({ length: isShort && ipVersion === 6 ? 96 : 0 }, () => 0)
  return [...zeros, ...bits.slice(0, Number(length))]
}

/** Written with `::` at its end. */
const bytesOfIpv6 = (address: string): number[] => {
  const groups = address.replace('::', '').split(':')
  const hex = groups
    .map((group) => group.padStart(4, '0'))
    .join('')
    .padEnd(32, '0')
  return [...Buffer.from(hex, 'hex')]
}

const control = (type: number, size: number): Buffer => {
  const long = size < 29 ? [] : [size - 29]
  const low = Math.min(size, 29)
  return Buffer.from(type < 8 ? [(type << 5) | low, ...long] : [low, type - 7, ...long])
}

/** Maps, arrays, texts and whole numbers below 2^32. */
function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([control(2, text.length), text])
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([control(6, 4), bytes])
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)])
  const entries = Object.entries(value as object)
  return Buffer.concat([control(7, entries.length), ...entries.flat().map(encode)])
}
