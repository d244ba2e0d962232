import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sdkAboutSchema, sdkFileSchema, sdkImmutableSchema } from '../openapi/other-routes.ts'

const oneYear = 'public, max-age=31536000, immutable'
const shortly = 'public, max-age=300, stale-while-revalidate=86400'

interface Encoded {
  readonly encoding: 'br' | 'gzip' | undefined
  readonly body: Buffer
}

/** The script-tag build, under its name for a short time and under its hash for ever. */
export function registerSdkFile(app: FastifyInstance, script: Buffer): void {
  const digest = createHash('sha384').update(script).digest('base64')
  const name = createHash('sha256').update(script).digest('hex').slice(0, 16)
  const send = createSend(name, encode(script))
  const file = `/weir.${name}.js`
  app.get('/weir.js', { schema: sdkFileSchema }, (request, reply) => send(request, reply, shortly))
  app.get(file, { schema: sdkImmutableSchema }, (request, reply) => send(request, reply, oneYear))
  const about = { file, integrity: `sha384-${digest}`, bytes: script.length }
  app.get('/weir.json', { schema: sdkAboutSchema }, (_request, reply) =>
    open(reply).header('cache-control', shortly).send(about),
  )
}

/** Once, at the start: as small as it gets. */
const encode = (script: Buffer): readonly Encoded[] => [
  {
    encoding: 'br',
    body: brotliCompressSync(script, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
      },
    }),
  },
  { encoding: 'gzip', body: gzipSync(script, { level: constants.Z_BEST_COMPRESSION }) },
  { encoding: undefined, body: script },
]

/** A page that asks for cross-origin isolation (COEP) loads only what says that it may be. */
const open = (reply: FastifyReply): FastifyReply =>
  reply.header('cross-origin-resource-policy', 'cross-origin')

function createSend(name: string, choices: readonly Encoded[]) {
  return (request: FastifyRequest, reply: FastifyReply, caching: string): FastifyReply => {
    const { headers } = request
    const { encoding, body } = choose(choices, headers['accept-encoding'] ?? '')
    // Two encodings are two files: a strong tag must tell them apart (RFC 9110, 8.8.3).
    const tag = encoding === undefined ? `"${name}"` : `"${name}-${encoding}"`
    open(reply).header('cache-control', caching).header('etag', tag)
    void reply.header('vary', 'accept-encoding')
    if (knows(headers['if-none-match'], tag)) return reply.code(304).send()
    if (encoding !== undefined) void reply.header('content-encoding', encoding)
    return reply.type('text/javascript; charset=utf-8').send(body)
  }
}

/** The smallest that the client takes; whoever says nothing gets it plain. */
function choose(choices: readonly Encoded[], accepted: string): Encoded {
  const names = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((each) => each.split(';').map((part) => part.trim()))
      .filter(([, quality = 'q=1']) => !/^q=0(\.0*)?$/u.test(quality))
      .map(([encoding]) => encoding),
  )
  const found = choices.find(({ encoding }) => encoding === undefined || names.has(encoding))
  if (found === undefined) throw new Error('the plain file is always a choice')
  return found
}

const knows = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  header.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim()))
