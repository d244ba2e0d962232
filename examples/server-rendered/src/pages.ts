import { html } from 'hono/html'
import { breads, type Order, totalOf } from './breads.ts'

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

export const home = () =>
  html`<h1>What shall we bake?</h1>
    <ul class="breads">
      ${breads.map(
        ({ id, name, price, line }) =>
          html`<li>
            <img src="/loaf.svg" alt="" class="${id}" width="96" height="64" />
            <h2>${name}</h2>
            <p>${line}</p>
            <form method="post" action="/orders" data-weir-bread="${id}">
              <input type="hidden" name="order" value="${crypto.randomUUID()}" />
              <input type="hidden" name="bread" value="${id}" />
              <label>
                Loaves <input name="quantity" type="number" min="1" max="12" value="1" required />
              </label>
              <button>Order for ${euros.format(price)} each</button>
            </form>
          </li>`,
      )}
    </ul>`

export const thanks = (order: Order) =>
  html`<h1>Thank you</h1>
    <p class="receipt">
      ${order.quantity} × ${order.bread.name}, ${euros.format(totalOf(order))}. It is out of the
      oven at seven.
    </p>
    <p><a href="/">Something else?</a></p>`

export const missing = () =>
  html`<h1>There is nothing here</h1>
    <p><a href="/">To the bread</a></p>`
