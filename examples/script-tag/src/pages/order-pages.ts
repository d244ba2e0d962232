import { html, type Markup } from './html.ts'
import type { Page } from './layout.ts'

export const cartPage = (): Page => ({
  title: 'Cart',
  body: html`<h1>Your cart</h1>
    <p class="lead" data-cart-empty>
      There is nothing in it yet. <a href="/">Have a look around.</a>
    </p>
    <div data-cart-full hidden>
      <table class="cart">
        <thead>
          <tr>
            <th scope="col">Thing</th>
            <th scope="col">Quantity</th>
            <th scope="col">Price</th>
            <th scope="col"><span class="unseen">Remove</span></th>
          </tr>
        </thead>
        <tbody data-cart-rows></tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan="2">Total</th>
            <td data-cart-total></td>
            <td></td>
          </tr>
        </tfoot>
      </table>
      <p class="next"><a class="button" href="/checkout">To the checkout</a></p>
    </div>`,
})

const field = (label: string, control: Markup): Markup =>
  html`<label><span>${label}</span>${control}</label>`

export const checkoutPage = (): Page => ({
  title: 'Checkout',
  body: html`<h1>Checkout</h1>
    <form class="checkout" id="checkout" action="/checkout" method="post">
      <fieldset>
        <legend>Where does it go?</legend>
        ${field('Name', html`<input name="name" autocomplete="name" required />`)}
        ${field('E-mail', html`<input name="email" type="email" autocomplete="email" required />`)}
        ${field('Street', html`<input name="street" autocomplete="street-address" required />`)}
        ${field('Town', html`<input name="town" autocomplete="address-level2" required />`)}
        ${field(
          'Country',
          html`<select name="country" autocomplete="country">
            <option value="AT">Austria</option>
            <option value="FR">France</option>
            <option value="DE">Germany</option>
            <option value="NL">Netherlands</option>
            <option value="PT">Portugal</option>
          </select>`,
        )}
      </fieldset>
      <fieldset>
        <legend>Anything else?</legend>
        ${field('A note for us', html`<textarea name="note" rows="3"></textarea>`)}
        <label class="tick">
          <input name="gift" type="checkbox" />
          <span>It is a present</span>
        </label>
      </fieldset>
      <p class="next">
        <span class="total">Total <strong data-cart-total></strong></span>
        <button>Order</button>
      </p>
    </form>`,
})

export const thanksPage = (): Page => ({
  title: 'Thank you',
  body: html`<div data-order-placed>
    <h1>Thank you</h1>
    <p class="lead">
      Your order is on its way down the river. It will not arrive: this is a demo shop.
    </p>
    <p><a class="button" href="/">Back to the shop</a></p>
  </div>`,
})

export const aboutPage = (): Page => ({
  title: 'About us',
  body: html`<article class="words">
    <h1>About us</h1>
    <p class="lead">
      Millrace is four people, a workshop over the old mill, and a river that comes past for free.
    </p>
    <img src="/pictures/hero.svg" alt="" width="1600" height="640" />
    <h2>What we make</h2>
    <p>
      We make things that we use ourselves, and mend what we have made for as long as there is
      something left of it. What cannot be mended comes back to us and becomes something else.
    </p>
    <h2>What we know of you</h2>
    <p>
      Nothing, unless you agree. Then we count pages and clicks, with Weir, on our own machines. We
      never see what you type, and you can change your mind at the bottom of every page.
    </p>
    <h2>Where we are</h2>
    <p>
      Below the weir, on the left bank. <a href="https://www.openstreetmap.org/">Find the way</a>,
      or <a href="mailto:hello@millrace.example">write</a> first and there will be coffee.
    </p>
  </article>`,
})

export const missingPage = (): Page => ({
  title: 'Not found',
  body: html`<h1>Washed away</h1>
    <p class="lead">There is no such page. <a href="/">Start again upstream.</a></p>`,
})
