// @ts-check
// What the shop itself does in the browser. Weir needs nothing of it: what it knows only from here are
// the decision of the visitor, and the two events that it cannot see by itself.

/** @typedef {{ sku: string, name: string, price: number, quantity: number }} Line */

/** @typedef {(...words: unknown[]) => void} Weir */

// Asked for anew at each call: weir.js takes the place of the snippet when it has come. In a module,
// because a script would make this name a global, which the snippet then takes for its own.
/** @type {Weir} */
const weir = (...words) => /** @type {{ weir?: Weir }} */ (window).weir?.(...words)

/** @type {(name: string) => HTMLElement[]} */
const all = (name) =>
  [...document.querySelectorAll(`[data-${name}]`)].map(
    (found) => /** @type {HTMLElement} */ (found),
  )

/** @type {(text: string, name: string) => void} */
const write = (text, name) => all(name).forEach((element) => element.replaceChildren(text))

/** @type {(isShown: boolean, name: string) => void} */
const show = (isShown, name) => all(name).forEach((element) => (element.hidden = !isShown))

// Storage may be denied altogether: then the shop forgets with the page.
/** @type {(name: string) => string | null} */
function recall(name) {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

/** @type {(name: string, text: string) => void} */
function keep(name, text) {
  try {
    localStorage.setItem(name, text)
  } catch {}
}

// --- Consent: asked once, changed at the bottom of every page. Weir remembers the decision as well.

show(recall('consent') === null, 'consent-banner')
all('open-consent').forEach((button) =>
  button.addEventListener('click', () => show(true, 'consent-banner')),
)
all('decide').forEach((button) =>
  button.addEventListener('click', () => {
    const decision = button.dataset.decide ?? 'deny'
    weir(`consent.${decision}`)
    keep('consent', decision)
    show(false, 'consent-banner')
  }),
)

// --- The cart

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

const recallCart = () => /** @type {Line[]} */ (JSON.parse(recall('cart') ?? '[]'))

let cart = recallCart()
const total = () => cart.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
const pieces = () => cart.reduce((sum, { quantity }) => sum + quantity, 0)

/** @type {(lines: Line[]) => void} */
function change(lines) {
  cart = lines
  keep('cart', JSON.stringify(cart))
  draw()
}

/** @type {(line: Line) => HTMLTableRowElement} */
function row(line) {
  const made = document.createElement('tr')
  const link = document.createElement('a')
  link.href = `/product/${line.sku}`
  link.append(line.name)
  const remove = document.createElement('button')
  remove.className = 'as-link'
  remove.append('Remove')
  remove.addEventListener('click', () => {
    weir('track', 'remove_from_cart', { sku: line.sku, value: line.price * line.quantity })
    change(cart.filter(({ sku }) => sku !== line.sku))
  })
  for (const cell of [
    link,
    String(line.quantity),
    euros.format(line.price * line.quantity),
    remove,
  ]) {
    made.insertCell().append(cell)
  }
  return made
}

function draw() {
  show(cart.length > 0, 'cart-count')
  show(cart.length > 0, 'cart-full')
  show(cart.length === 0, 'cart-empty')
  write(String(pieces()), 'cart-count')
  write(euros.format(total()), 'cart-total')
  all('cart-rows').forEach((body) => body.replaceChildren(...cart.map(row)))
}

all('add-to-cart').forEach((form) =>
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { sku = '', name = '', price } = form.dataset
    const input = form.querySelector('input')
    const quantity = Number(input?.value ?? 1)
    const before = cart.find((line) => line.sku === sku)?.quantity ?? 0
    const line = { sku, name, price: Number(price), quantity: before + quantity }
    change([...cart.filter((other) => other.sku !== sku), line])
    weir('track', 'add_to_cart', { sku, quantity, value: line.price * quantity })
    write(quantity === 1 ? 'It is in your cart.' : `All ${quantity} are in your cart.`, 'added')
  }),
)

// A page of thanks that is opened again finds the cart empty, and counts nothing.
if (all('order-placed').length > 0 && cart.length > 0) {
  const lines = cart.map(({ sku, quantity }) => ({ sku, quantity }))
  weir('track', 'purchase', { value: total(), currency: 'EUR', lines })
  cart = []
  keep('cart', '[]')
}
draw()
// Out of the back/forward cache, the page shows the cart as it is now.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  cart = recallCart()
  draw()
})
