import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config-table.ts'
import { asksForPrivacy } from '../enrich/privacy-signal.ts'

const yearSeconds = 365 * 24 * 3600

/** Reads the id of the visitor's cookie, or sets one; undefined where the gateway sets none. */
export type NetworkId = (
  request: FastifyRequest,
  reply: FastifyReply,
  envelope: unknown,
) => string | undefined

/** The id cookie of the gateway: first-party, out of the reach of scripts, renewed at each visit. */
export async function registerVisitorCookie(
  app: FastifyInstance,
  config: Pick<Config, 'cookie' | 'cookieDomain'>,
): Promise<NetworkId> {
  const { cookie: name, cookieDomain: domain } = config
  if (name === 'off') return () => undefined
  await app.register(cookie)
  return (request, reply, envelope) => {
    // Who asks not to be tracked gets no id, whatever the policy stores.
    if (asksForPrivacy(request.headers)) return undefined
    if (!allowsIds(envelope)) return undefined
    const id = sentId(request.headers.cookie, name) ?? randomUUID()
    const secure = request.protocol === 'https'
    void reply.setCookie(name, id, {
      httpOnly: true,
      path: '/',
      maxAge: yearSeconds,
      secure,
      // A beacon from another subdomain is same-site; a browser refuses None without Secure.
      sameSite: secure ? 'none' : 'lax',
      ...(domain === undefined ? {} : { domain }),
    })
    return id
  }
}

/** The one of that name that is an id: the SDK's may be called so too, and the older one comes first. */
function sentId(header: string | undefined, name: string): string | undefined {
  const start = `${name}=`
  const sent = (header ?? '').split(';').map((each) => each.trim())
  const own = sent.filter((each) => each.startsWith(start)).map((each) => each.slice(start.length))
  return own.find((id) => /^[\w-]{8,64}$/u.test(id))
}

/** Whether no event of it says that the visitor has denied, or has not decided yet. */
function allowsIds(envelope: unknown): boolean {
  const { events } = Object(envelope) as { events?: unknown }
  if (!Array.isArray(events)) return true
  return events.every((event: unknown) => {
    const { consent } = Object(event) as { consent?: unknown }
    return consent === undefined || consent === 'granted'
  })
}
