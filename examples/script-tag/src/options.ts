import { parseArgs } from 'node:util'

export const help = `A small shop that tells a Weir gateway what its visitors do.

  node --conditions=weir-source examples/script-tag/src/main.ts [options]

  --port N          where the shop listens, on this machine alone   (8090; 0 takes a free one)
  --gateway URL     the gateway that serves weir.js and takes events  (http://localhost:8080)
  --write-key KEY   names the site to the gateway                    (wk_demo)
  --no-weir         the same pages without Weir, to compare
  --help            this
`

export interface ShopOptions {
  readonly port: number
  /** Origin of the gateway; undefined leaves Weir out of the pages. */
  readonly gateway: string | undefined
  readonly writeKey: string
}

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const known = {
  port: { type: 'string', default: '8090' },
  gateway: { type: 'string', default: 'http://localhost:8080' },
  'write-key': { type: 'string', default: 'wk_demo' },
  'no-weir': { type: 'boolean', default: false },
} as const

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export function readOptions(words: readonly string[]): ShopOptions {
  const values = parse(words)
  const port = /^\d{1,5}$/u.test(values.port) ? Number(values.port) : Number.NaN
  if (!(port <= 65_535)) throw new UsageError(`--port: "${values.port}" is no port`)
  const gateway = URL.parse(values.gateway)
  if (gateway === null || !/^https?:$/u.test(gateway.protocol)) {
    throw new UsageError(`--gateway: "${values.gateway}" is not an http(s) address`)
  }
  const writeKey = values['write-key']
  if (writeKey === '') throw new UsageError('--write-key: is empty')
  return { port, gateway: values['no-weir'] ? undefined : gateway.origin, writeKey }
}
