import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Decision } from './layout.ts'

/** What the visitor answered; undefined as long as they have not. */
export function decisionOf(c: Context): Decision | undefined {
  const kept = getCookie(c, 'privacy')
  return kept === 'yes' || kept === 'no' ? kept : undefined
}

export async function decide(c: Context): Promise<Response> {
  const { decision } = await c.req.parseBody()
  setCookie(c, 'privacy', decision === 'yes' ? 'yes' : 'no', {
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 180 * 86_400,
  })
  const back = URL.parse(c.req.header('referer') ?? '')
  const path = back === null ? '' : back.pathname + back.search
  // Two slashes would lead to another host.
  return c.redirect(path.replace(/^\/*/u, '/'), 303)
}
