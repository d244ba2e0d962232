export interface Trip {
  readonly id: string
  readonly name: string
  readonly line: string
  readonly hours: number
  /** Euros, for each person. */
  readonly price: number
}

export const trips: readonly Trip[] = [
  {
    id: 'upper-weir',
    name: 'The upper weir',
    line: 'Flat water, one portage, herons.',
    hours: 3,
    price: 29,
  },
  {
    id: 'mill-race',
    name: 'The mill race',
    line: 'Short and quick, under two bridges.',
    hours: 1,
    price: 19,
  },
  {
    id: 'delta',
    name: 'Down to the delta',
    line: 'All day, with the tide, to the sea.',
    hours: 8,
    price: 64,
  },
]
