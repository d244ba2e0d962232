import { createHash } from 'node:crypto'
import { html, Markup } from './html.ts'

/** What is called before weir.js has come waits in line. */
const snippet = 'window.weir=window.weir||function(){(weir.q=weir.q||[]).push(arguments)}'

/** The one inline script of the pages, for their Content-Security-Policy. */
export const snippetHash: string = `'sha256-${createHash('sha256').update(snippet).digest('base64')}'`

export interface Weir {
  readonly gateway: string
  readonly writeKey: string
}

/**
 * All that Weir needs in a page. Nothing is collected before the visitor has agreed. Events are
 * gathered for a quarter of a second only, as whoever clicks here is waiting to see them.
 */
export function weirTag(weir: Weir | undefined): Markup {
  if (weir === undefined) return html``
  // To the letter: its hash is in the policy.
  const inline = new Markup(`<script>${snippet}</script>`)
  return html`${inline}
    <script
      async
      src="${weir.gateway}/weir.js"
      data-write-key="${weir.writeKey}"
      data-consent="unknown"
      data-flush-ms="250"
    ></script>`
}
