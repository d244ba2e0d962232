import { categories } from '../catalogue.ts'
import { html, type Markup } from './html.ts'
import { weirTag, type Weir } from './weir-tag.ts'

export interface Page {
  readonly title: string
  readonly body: Markup
  /** The path of the category that the page is in. */
  readonly at?: string
  readonly query?: string
}

const waves = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <path d="M2 11c5 0 5-4 10-4s5 4 10 4 5-4 8-4" />
  <path d="M2 18c5 0 5-4 10-4s5 4 10 4 5-4 8-4" />
  <path d="M2 25c5 0 5-4 10-4s5 4 10 4 5-4 8-4" />
</svg>`

const header = ({ at, query = '' }: Page): Markup =>
  html`<header class="top">
    <a class="brand" href="/">${waves}<span>Millrace</span></a>
    <nav aria-label="Shop">
      ${categories.map(
        ({ id, name }) =>
          html`<a href="/category/${id}" ${at === id ? html`aria-current="page"` : ''}>${name}</a>`,
      )}
    </nav>
    <form class="search" action="/search" role="search">
      <input name="q" type="search" placeholder="Search" aria-label="Search" value="${query}" />
    </form>
    <a class="cart-link" href="/cart">Cart <span class="count" data-cart-count hidden></span></a>
  </header>`

const footer = html`<footer class="bottom">
    <div>
      <strong>Millrace</strong>
      <p>Nothing here is for sale. It is the demo shop of Weir.</p>
    </div>
    <ul>
      <li><a href="/about">About us</a></li>
      <li><a href="/files/care-guide.pdf" download>Care guide (PDF)</a></li>
      <li><a href="mailto:hello@millrace.example">Write to us</a></li>
      <li><a href="tel:+15550100199">Call us</a></li>
    </ul>
    <ul>
      <li><a href="https://en.wikipedia.org/wiki/Weir">What is a weir?</a></li>
      <li><a href="https://en.wikipedia.org/wiki/Mill_race">And a mill race?</a></li>
      <li><button type="button" class="as-link" data-open-consent>Privacy choices</button></li>
    </ul>
  </footer>
  <section class="consent" aria-label="Privacy" data-consent-banner hidden>
    <p>
      May we count what you look at here? It stays with this shop, and helps us to make it better.
    </p>
    <div>
      <button type="button" class="quiet" data-decide="deny">No, thanks</button>
      <button type="button" data-decide="grant">Yes, that's fine</button>
    </div>
  </section>`

export function renderPage(page: Page, weir: Weir | undefined): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Millrace</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/style/base.css" />
        <link rel="stylesheet" href="/style/frame.css" />
        <link rel="stylesheet" href="/style/shop.css" />
        ${weirTag(weir)}
        <script type="module" src="/shop.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${header(page)}
        <main id="main">${page.body}</main>
        ${footer}
      </body>
    </html>`.text
}
