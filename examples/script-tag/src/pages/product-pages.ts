import { categories, type Category, type Product, products } from '../catalogue.ts'
import { html, type Markup } from './html.ts'
import type { Page } from './layout.ts'

const euros = new Intl.NumberFormat('en-IE', {
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
})

const card = ({ sku, name, price, line }: Product): Markup =>
  html`<li data-weir-product="${sku}">
    <a class="card" href="/product/${sku}">
      <img src="/pictures/${sku}.svg" alt="" width="400" height="300" loading="lazy" />
      <span class="card-name">${name}</span>
      <span class="price">${euros.format(price)}</span>
      <span class="card-line">${line}</span>
    </a>
  </li>`

const grid = (list: string, some: readonly Product[]): Markup =>
  html`<ul class="grid" data-weir-list="${list}">
    ${some.map(card)}
  </ul>`

export const homePage = (): Page => ({
  title: 'Things for days by the water',
  body: html`<section class="hero">
      <img src="/pictures/hero.svg" alt="" width="1600" height="640" fetchpriority="high" />
      <div>
        <h1>Things for days by the water</h1>
        <p>Nine of them. They last, and they can be mended.</p>
        <a class="button" href="/category/water">Get on the water</a>
      </div>
    </section>
    ${categories.map(
      ({ id, name }) =>
        html`<section class="row">
          <h2><a href="/category/${id}">${name}</a></h2>
          ${grid(
            'home',
            products.filter(({ category }) => category === id),
          )}
        </section>`,
    )}`,
})

export const categoryPage = ({ id, name, line }: Category): Page => ({
  title: name,
  at: id,
  body: html`<h1>${name}</h1>
    <p class="lead">${line}</p>
    ${grid(
      'category',
      products.filter(({ category }) => category === id),
    )}`,
})

export const searchPage = (query: string, found: readonly Product[]): Page => ({
  title: 'Search',
  query,
  body: html`<h1>${found.length === 1 ? 'One thing' : `${found.length} things`} found</h1>
    ${
      found.length === 0
        ? html`<p class="lead">Try “fire”, “wool” or “steel”.</p>`
        : grid('search', found)
    }`,
})

export const productPage = (product: Product): Page => {
  const { sku, name, category, price, line, text, facts } = product
  return {
    title: name,
    at: category,
    body: html`<article class="product" data-weir-product="${sku}">
        <img src="/pictures/${sku}.svg" alt="${name}" width="400" height="300" />
        <div>
          <h1>${name}</h1>
          <p class="lead">${line}</p>
          <p class="price big">${euros.format(price)}</p>
          <form
            class="buy"
            data-add-to-cart
            data-sku="${sku}"
            data-name="${name}"
            data-price="${price}"
          >
            <label
              >Quantity <input name="quantity" type="number" value="1" min="1" max="9"
            /></label>
            <button>Add to cart</button>
          </form>
          <p class="added" role="status" data-added></p>
          <p>${text}</p>
          <ul class="facts">
            ${facts.map((fact) => html`<li>${fact}</li>`)}
          </ul>
          <p>
            <a href="/files/care-guide.pdf" download>How to care for it (PDF)</a>
          </p>
        </div>
      </article>
      <section class="row">
        <h2>Goes well with</h2>
        ${grid(
          'beside',
          products.filter((other) => other.category === category && other !== product),
        )}
      </section>`,
  }
}
