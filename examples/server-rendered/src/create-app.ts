import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { NONCE, secureHeaders, type SecureHeadersVariables } from 'hono/secure-headers'
import { type Order, readOrder, totalOf } from './breads.ts'
import { layout } from './layout.ts'
import { home, missing, thanks } from './pages.ts'
import { decide, decisionOf } from './privacy.ts'
import { readVisitor, tellWeir, type Weir } from './tell-weir.ts'

type Site = { Variables: SecureHeadersVariables }

export interface AppOptions extends Weir {
  /** Hears what could not be told to the gateway. */
  readonly onProblem: (problem: string) => void
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const [style, loaf] = [read('style.css'), read('loaf.svg')]

/** What was bought, as the server knows it: blockers and closed tabs do not change it. */
function orderConfirmed(c: Context, order: Order) {
  const { id, bread, quantity, at } = order
  return {
    // Whatever is sent twice, an order is one event.
    event_id: id,
    event_type: 'order_confirmed',
    timestamp: at.toISOString(),
    // Without the SDK's cookie the order is told as well, and belongs to nobody.
    ...(readVisitor(getCookie(c, 'weir')) ?? { session_id: id }),
    page_url: new URL('/orders', c.req.url).href,
    consent: 'granted',
    value: totalOf(order),
    properties: { currency: 'EUR', bread: bread.id, quantity },
  }
}

/** The pages load their own files, what has the nonce, and send to the gateway: nothing else. */
const safeHeaders = (gateway: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: [NONCE],
      connectSrc: [gateway],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // Without a word the middleware says no-referrer: then no page would know the one before.
    referrerPolicy: 'strict-origin-when-cross-origin',
  })

export function createApp({ gateway, writeKey, onProblem }: AppOptions): Hono<Site> {
  const weir = { gateway, writeKey }
  /** Those of this process; the oldest is forgotten. */
  const orders = new Map<string, Order>()
  const app = new Hono<Site>()
  const show = (c: Context<Site>, title: string, body: ReturnType<typeof html>) => {
    const nonce = c.get('secureHeadersNonce') ?? ''
    const isKnown = readVisitor(getCookie(c, 'weir')) !== undefined
    // Each page says what this visitor decided, with a nonce of its own: it is nobody else's.
    c.header('cache-control', 'no-store')
    return c.html(layout({ nonce, weir, decision: decisionOf(c), isKnown }, title, body))
  }
  app.use(safeHeaders(gateway), csrf(), bodyLimit({ maxSize: 16_384 }))
  app.get('/style.css', (c) => c.text(style, 200, { 'content-type': 'text/css' }))
  app.get('/loaf.svg', (c) => c.text(loaf, 200, { 'content-type': 'image/svg+xml' }))

  app.get('/', (c) => show(c, 'Bread to order', home()))

  app.post('/orders', async (c) => {
    const order = readOrder(await c.req.parseBody())
    if (order === undefined) {
      c.status(400)
      return show(c, 'No order', html`<h1>That was no order</h1>`)
    }
    if (!orders.has(order.id)) {
      orders.set(order.id, order)
      const [oldest = ''] = orders.keys()
      if (orders.size > 1000) orders.delete(oldest)
      if (decisionOf(c) === 'yes') {
        const told = tellWeir(weir, { event: orderConfirmed(c, order), headers: c.req.raw.headers })
        void told.then((problem) => problem !== undefined && onProblem(problem))
      }
    }
    // Another page: reloading it orders nothing. The SDK cuts the number of the order off its address.
    return c.redirect(`/thanks?order=${order.id}`, 303)
  })

  app.get('/thanks', (c) => {
    const order = orders.get(c.req.query('order') ?? '')
    return order === undefined ? c.notFound() : show(c, 'Thank you', thanks(order))
  })

  app.post('/privacy', decide)

  app.notFound((c) => {
    c.status(404)
    return show(c, 'Not here', missing())
  })
  return app
}
