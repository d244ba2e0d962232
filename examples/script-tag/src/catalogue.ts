/** What the shop sells. Its picture is `public/pictures/<sku>.svg`. */
export interface Product {
  readonly sku: string
  readonly name: string
  readonly category: string
  /** Euros. */
  readonly price: number
  readonly line: string
  readonly text: string
  readonly facts: readonly string[]
}

export interface Category {
  readonly id: string
  readonly name: string
  readonly line: string
}

export const categories: readonly Category[] = [
  { id: 'water', name: 'On the water', line: 'To get there, and to get back dry.' },
  { id: 'fire', name: 'By the fire', line: 'For the hour when the boats are up.' },
  {
    id: 'trail',
    name: 'In the bag',
    line: 'Small things that are missed when they are not there.',
  },
]

export const products: readonly Product[] = [
  {
    sku: 'canoe',
    name: 'Cedar canoe',
    category: 'water',
    price: 2400,
    line: 'Two seats, four metres eighty, one good summer after another.',
    text: 'Strip-built from western red cedar under a skin of glass. It is light enough for one person to carry past a weir, and wide enough that the dog may stand up.',
    facts: ['4.80 m long, 29 kg', 'Carries 310 kg', 'Made to order in six weeks'],
  },
  {
    sku: 'paddle',
    name: 'Ash paddle',
    category: 'water',
    price: 89,
    line: 'One piece of ash, oiled, and a little springy.',
    text: 'The shaft gives where your shoulders would. Oil it twice a year and it will be older than the boat.',
    facts: ['150 cm', '720 g', 'Linseed oil, no varnish'],
  },
  {
    sku: 'drybag',
    name: 'Roll-top dry bag',
    category: 'water',
    price: 39,
    line: 'Twenty litres that stay what they were.',
    text: 'Three turns and a buckle. It floats when you do not, and its colour is easy to find.',
    facts: ['20 l', 'Welded seams', 'Patches are included'],
  },
  {
    sku: 'mug',
    name: 'Enamel mug',
    category: 'fire',
    price: 14,
    line: 'Takes half a litre and every knock.',
    text: 'Two coats of enamel on steel. The first chip is yours; it gets better from there.',
    facts: ['0.5 l', 'Fits on any stove', 'Dishwasher, if you must'],
  },
  {
    sku: 'kettle',
    name: 'Camp kettle',
    category: 'fire',
    price: 48,
    line: 'Boils on sticks.',
    text: 'A flat, wide kettle, because that is what a small fire likes. The handle stays upright, and cool.',
    facts: ['1.2 l', '410 g', 'Stainless steel'],
  },
  {
    sku: 'lantern',
    name: 'Storm lantern',
    category: 'fire',
    price: 34,
    line: 'Twenty hours of light on one filling.',
    text: 'The same lantern since 1902. Wind does not trouble it; neither does rain, or the third decade.',
    facts: ['26 cm high', '20 h', 'Spare glass at cost'],
  },
  {
    sku: 'blanket',
    name: 'Wool blanket',
    category: 'trail',
    price: 120,
    line: 'Warm when it is wet.',
    text: 'Woven from the wool of the sheep across the river. It is a seat, a roof, a coat and, after all that, a blanket.',
    facts: ['140 × 200 cm', '1.6 kg', 'Wash it cold and rarely'],
  },
  {
    sku: 'notebook',
    name: 'Waterproof notebook',
    category: 'trail',
    price: 12,
    line: 'Write in the rain. Read it later.',
    text: 'Stone paper takes pencil under water. Ninety-six pages, ruled on one side and blank on the other.',
    facts: ['A6', '96 pages', 'Pencil in the spine'],
  },
  {
    sku: 'compass',
    name: 'Brass compass',
    category: 'trail',
    price: 29,
    line: 'Needs no battery and no signal.',
    text: 'A needle in oil that settles within two seconds. The lid is a mirror, for signals and for mornings.',
    facts: ['62 g', 'Settles in 2 s', 'Adjustable declination'],
  },
]

export function findProduct(sku: string): Product | undefined {
  return products.find((product) => product.sku === sku)
}

/** Those with every word of the query somewhere in what is said about them. */
export function searchProducts(query: string): readonly Product[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const text = ({ name, line, text: more }: Product) => `${name} ${line} ${more}`.toLowerCase()
  return words.length === 0
    ? []
    : products.filter((product) => words.every((word) => text(product).includes(word)))
}
