export interface Bread {
  readonly id: string
  readonly name: string
  /** Euros. */
  readonly price: number
  readonly line: string
}

export const breads: readonly Bread[] = [
  { id: 'rye', name: 'Mill rye', price: 6.5, line: 'Dark, dense, and better on its second day.' },
  { id: 'wheat', name: 'River wheat', price: 5, line: 'A thin crust that sings when it cools.' },
  { id: 'spelt', name: 'Spelt plait', price: 7, line: 'A little honey, three strands, no hurry.' },
]

/** What somebody has asked us to bake. */
export interface Order {
  readonly id: string
  readonly bread: Bread
  readonly quantity: number
  readonly at: Date
}

export const totalOf = ({ bread, quantity }: Order): number => bread.price * quantity

/** The order that a form asks for; undefined when it asks for none. */
export function readOrder(form: Readonly<Record<string, unknown>>): Order | undefined {
  const bread = breads.find(({ id }) => id === form.bread)
  const quantity = Number(form.quantity)
  const id = String(form.order)
  const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= 12
  if (bread === undefined || !isWhole || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u.test(id)) {
    return undefined
  }
  return { id, bread, quantity, at: new Date() }
}
