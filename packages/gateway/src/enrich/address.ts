import { isIPv4, isIPv6 } from 'node:net'
import { recently } from '../memory/recently.ts'

/**
 * Folds an IPv4 address in an IPv6 one back (RFC 4291, 2.5.5.2): a dual-stack socket shows it as
 * `::ffff:1.2.3.4`, some proxies write `::ffff:102:304`.
 */
function unmapped(address: string): string {
  const [high = '', low = ''] =
    /^0:0:0:0:0:ffff:(.+):(.+)$/u.exec(groups(address).join(':'))?.slice(1) ?? []
  if (low === '') return address
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.')
}

/** Some proxies add the port of the client to X-Forwarded-For: `1.2.3.4:567`, `[2001:db8::1]:567`. */
const withoutPort = (address: string): string =>
  /^(\d+\.\d+\.\d+\.\d+):\d+$/u.exec(address)?.[1] ??
  /^\[([^\]]+)\](?::\d+)?$/u.exec(address)?.[1] ??
  address

/** As much of an address as the policy keeps: IPv4 /24, IPv6 /48. */
export function keepAddress(
  address: string,
  policy: 'anonymize' | 'full' | 'none',
): string | undefined {
  if (policy === 'none') return undefined
  return (policy === 'full' ? plainAddress(address) : anonymous(address)) || undefined
}

/** Without port and zone, folded back to IPv4 where it is one; empty for what is no address. A visitor sends many requests from the same one. */
export const plainAddress: (address: string) => string = recently((address) => {
  const plain = withoutPort(address).replace(/%.*$/u, '')
  if (isIPv6(plain)) return unmapped(plain)
  return isIPv4(plain) ? plain : ''
}, 4096)

const anonymous = recently((address) => {
  const plain = plainAddress(address)
  if (plain === '' || isIPv4(plain)) return plain.replace(/\d+$/u, '0')
  // As RFC 5952 writes it, so that the same network is the same text.
  return new URL(`http://[${groups(plain).slice(0, 3).join(':')}::]`).hostname.slice(1, -1)
}, 4096)

/** The eight groups of an IPv6 address, without leading zeros. */
function groups(address: string): string[] {
  const [head = '', tail] = address.split('::', 2)
  const list = (part: string) => (part === '' ? [] : part.split(':').flatMap(embedded))
  const before = list(head)
  const after = tail === undefined ? [] : list(tail)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16))
}

/** `64:ff9b::1.2.3.4` ends in an IPv4 address, which is two groups. */
function embedded(group: string): string[] {
  if (!group.includes('.')) return [group]
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
}
