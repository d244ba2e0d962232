import type { OutputFiles } from '../compile/write-files.ts'
import { manifestFile } from './read-plan.ts'

const draft = 'https://json-schema.org/draft/2020-12/schema'
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** A starting plan of two events that builds as it is, with comments on what to change. */
export function initPlan(): OutputFiles {
  return new Map([
    [
      manifestFile,
      json({
        $comment:
          'open: an event without a file here is accepted as it is. strict: it is rejected. Start open, turn strict when every event has its file.',
        name: 'my-site',
        mode: 'open',
      }),
    ],
    ['_shared.schema.json', json(shared)],
    ['add_to_cart.schema.json', json(addToCart)],
    ['purchase.schema.json', json(purchase)],
  ])
}

const shared = {
  $schema: draft,
  $comment:
    'A file whose name begins with _ is no event: it holds definitions that events refer to by $ref.',
  $defs: {
    sku: {
      type: 'string',
      pattern: '^[A-Z0-9-]{1,32}$',
      maxLength: 32,
      description: 'The number of an article. A pattern holds for the whole text, from ^ to $.',
    },
    money: {
      type: 'number',
      minimum: 0,
      maximum: 1_000_000,
      description: 'An amount in the currency of the shop.',
    },
    quantity: { type: 'integer', minimum: 1, maximum: 10_000, description: 'How many.' },
  },
}

const ref = (name: string, description: string) => ({
  $ref: `_shared.schema.json#/$defs/${name}`,
  description,
})

const addToCart = {
  $schema: draft,
  $comment:
    'The name of the file is the name of the event: track("add_to_cart", { … }). The schema describes what the event holds in properties. Every field has a description and a bound.',
  title: 'Add to cart',
  description: 'An article was put into the cart.',
  type: 'object',
  properties: {
    sku: ref('sku', 'The article.'),
    quantity: ref('quantity', 'How many of it.'),
    price: ref('money', 'The price of one.'),
    variant: {
      type: ['string', 'null'],
      format: 'text',
      maxLength: 64,
      description: 'Size or colour. "text" is any well-formed text.',
    },
  },
  required: ['sku', 'quantity'],
  additionalProperties: false,
  examples: [{ sku: 'MUG-1', quantity: 2, price: 12.5, variant: 'blue' }],
}

const purchase = {
  $schema: draft,
  title: 'Purchase',
  description: 'An order was placed.',
  type: 'object',
  properties: {
    order_id: {
      type: 'string',
      format: 'text',
      minLength: 1,
      maxLength: 64,
      description: 'The number of the order.',
    },
    total: ref('money', 'What was paid.'),
    currency: { enum: ['EUR', 'GBP', 'USD'], description: 'ISO 4217.' },
    payment: { enum: ['card', 'invoice', 'wallet'], description: 'How it was paid.' },
    items: {
      type: 'array',
      maxItems: 100,
      description: 'What was bought.',
      items: {
        type: 'object',
        description: 'One line of the order.',
        properties: {
          sku: ref('sku', 'The article.'),
          quantity: ref('quantity', 'How many of it.'),
        },
        required: ['sku', 'quantity'],
        additionalProperties: false,
      },
    },
  },
  required: ['order_id', 'total', 'currency'],
  additionalProperties: false,
  examples: [
    { order_id: 'o-1', total: 25, currency: 'EUR', items: [{ sku: 'MUG-1', quantity: 2 }] },
  ],
}
