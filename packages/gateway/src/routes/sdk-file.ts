import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

const oneYear = 'public, max-age=31536000, immutable'
const shortly = 'public, max-age=300, stale-while-revalidate=86400'

/** The script-tag build, under its name for a short time and under its hash for ever. */
export function registerSdkFile(app: FastifyInstance, script: Buffer): void {
  const digest = createHash('sha384').update(script).digest('base64')
  const name = createHash('sha256').update(script).digest('hex').slice(0, 16)
  const send = (caching: string) => (_request: unknown, reply: FastifyReply) =>
    reply
      .header('cache-control', caching)
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('etag', `"${name}"`)
      .type('text/javascript; charset=utf-8')
      .send(script)
  app.get('/weir.js', { schema: { summary: 'The script-tag build.' } }, send(shortly))
  app.get(`/weir.${name}.js`, { schema: { summary: 'The same, immutable.' } }, send(oneYear))
  app.get(
    '/weir.json',
    { schema: { summary: 'Name and SRI hash of the build.' } },
    (_request, reply) =>
      reply
        .header('cache-control', shortly)
        .send({ file: `/weir.${name}.js`, integrity: `sha384-${digest}`, bytes: script.length }),
  )
}
