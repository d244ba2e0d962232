import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config-table.ts'
import { GatewayError } from '../errors.ts'

/** A name that leads to this machine on every machine: no DNS of somebody else says where. */
const isOwnName = (name: string): boolean =>
  /^(?:127(?:\.\d+){3}|\[::1\]|(?:[a-z\d-]+\.)*localhost)$/u.test(name)

const nameOf = (authority: string): string =>
  URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`).hostname : ''

/**
 * Where the gateway is for one machine alone, so are the routes of this scope. A page of another site
 * reaches them when its own name leads to 127.0.0.1 (DNS rebinding), and is of the same origin then; its
 * Host is what it cannot hide. A proxy in front names a Host of its own: then it is its to guard.
 */
export function registerOwnMachine(
  scope: FastifyInstance,
  { host, trustProxy }: Pick<Config, 'host' | 'trustProxy'>,
): void {
  if (trustProxy > 0 || !isOwnName(host === '::1' ? '[::1]' : host)) return
  scope.addHook('onRequest', (request, _reply, done) => {
    if (isOwnName(nameOf(request.headers.host ?? ''))) done()
    else done(new GatewayError('origin_not_allowed', 'this gateway serves its own machine alone'))
  })
}
