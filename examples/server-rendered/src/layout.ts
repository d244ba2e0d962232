import { html } from 'hono/html'
import type { Weir } from './tell-weir.ts'

export type Decision = 'yes' | 'no'
type Markup = ReturnType<typeof html>

/** What the server knows when it renders a page. */
export interface Frame {
  /** Of this answer; the Content-Security-Policy names it. */
  readonly nonce: string
  readonly weir: Weir
  readonly decision: Decision | undefined
  /** The SDK still remembers the visitor. */
  readonly isKnown: boolean
}

/**
 * All of Weir that a page holds: nothing at all until the visitor agrees. Who takes it back gets it once
 * more, to be forgotten.
 */
function weirTag({ nonce, weir, decision, isKnown }: Frame): Markup | '' {
  if (decision === undefined || (decision === 'no' && !isKnown)) return ''
  const call = decision === 'yes' ? 'consent.grant' : 'consent.deny'
  return html`<script nonce="${nonce}">
      window.weir =
        window.weir ||
        function () {
          ;(weir.q = weir.q || []).push(arguments)
        }
      weir('${call}')
    </script>
    <script
      async
      nonce="${nonce}"
      src="${weir.gateway}/weir.js"
      data-write-key="${weir.writeKey}"
      data-consent="unknown"
    ></script>`
}

const privacy = (decision: Decision | undefined): Markup =>
  html`<form class="privacy" method="post" action="/privacy" aria-label="Privacy">
    <p>
      ${
        decision === undefined
          ? 'May we count what you look at here?'
          : `You ${decision === 'yes' ? 'let us' : 'asked us not to'} count what you look at.`
      }
    </p>
    ${decision === 'no' ? '' : html`<button class="quiet" name="decision" value="no">No, thanks</button>`}
    ${decision === 'yes' ? '' : html`<button name="decision" value="yes">Yes, that's fine</button>`}
  </form>`

export const layout = (frame: Frame, title: string, body: Markup): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Ebb &amp; Flour</title>
        <link rel="icon" href="/loaf.svg" />
        <link rel="stylesheet" href="/style.css" />
        ${weirTag(frame)}
      </head>
      <body>
        <header>
          <a href="/">Ebb &amp; Flour</a><span>Baked when you ask, by the old mill</span>
        </header>
        <main>${body}</main>
        <footer>
          ${privacy(frame.decision)}
          <p>Nothing here is baked. It is an example of Weir.</p>
        </footer>
      </body>
    </html>`
