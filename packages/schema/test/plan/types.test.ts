import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build, init } from '../../src/plan/commands.ts'
import { withFolder } from '../support/with-folder.ts'

const schema = resolve(import.meta.dirname, '../../src/index.ts')
const compiler = resolve(import.meta.dirname, '../../../../node_modules/.bin/tsc')

/** What a comment, an index of a type and a description can stumble over. */
const odd = {
  description: 'Odd */ words.',
  type: 'object',
  properties: {
    path: { type: 'string', pattern: '^[a-z]*/[a-z]*$', maxLength: 9, description: 'A */ path.' },
    depth: { type: 'integer', minimum: 0, maximum: 9, description: 'Levels.' },
    nothing: { type: 'object', additionalProperties: false, description: 'No field.' },
  },
  required: ['path'],
  additionalProperties: { type: 'string', format: 'text', maxLength: 9 },
  maxProperties: 9,
}

/** Compiles one file against a compiled plan; returns what the compiler says, by line. */
async function compile(mode: 'open' | 'strict', lines: readonly string[]): Promise<string[]> {
  const plan = await withFolder()
  await init(plan)
  await writeFile(join(plan, 'plan.json'), JSON.stringify({ name: 'shop', mode }))
  await writeFile(join(plan, 'odd.schema.json'), JSON.stringify(odd))
  await build({ plan, out: join(plan, 'out'), onlyCheck: false })
  const head = [
    `import type { Track, WeirEvent, BuiltinEvent } from ${JSON.stringify(schema)}`,
    `import type { Plan } from './out/types.ts'`,
    'declare const track: Track<Plan>',
    'declare const untyped: Track',
    'declare const event: BuiltinEvent',
    'declare function use(...values: unknown[]): void',
    'declare const any: WeirEvent',
  ]
  await writeFile(join(plan, 'use.ts'), [...head, ...lines, ''].join('\n'))
  const words = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2024']
  const stdout = await new Promise<string>((done) => {
    const more = ['--module', 'nodenext', '--allowImportingTsExtensions', '--types', '', 'use.ts']
    execFile(compiler, [...words, ...more, '--ignoreConfig'], { cwd: plan }, (_error, out) =>
      done(out),
    )
  })
  return Array.from(stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gmu), ([, file, line]) => {
    const own = file === 'use.ts' ? lines[Number(line) - head.length - 1] : undefined
    return own ?? `line ${line} of ${file}`
  })
}

const right = [
  `track('add_to_cart', { sku: 'MUG-1', quantity: 2 })`,
  `track('add_to_cart', { sku: 'MUG-1', quantity: 2, variant: null })`,
  `track('purchase', { order_id: 'o', total: 1, currency: 'EUR', items: [{ sku: 'A', quantity: 1 }] })`,
  `track('odd', { path: 'a/b', depth: 1, nothing: {}, more: 'x' })`,
  `untyped('anything', { at: { all: [1] } })`,
  `untyped('anything')`,
  `if (event.event_type === 'scroll') use(event.properties.depth_percent.toFixed())`,
  `use(any.event_type, any.page_url.length)`,
]
const wrong = [
  `track('add_to_cart', { sku: 'MUG-1', quantity: '2' })`,
  `track('add_to_cart', { sku: 'MUG-1' })`,
  `track('add_to_cart', { sku: 'MUG-1', quantity: 2, colour: 'red' })`,
  `track('add_to_cart')`,
  `track('odd', { path: 'a/b', depth: 'x' })`,
  `track('purchase', { order_id: 'o', total: 1, currency: 'DM' })`,
  `track('purchase', { order_id: 'o', total: 1, currency: 'EUR', items: [{ sku: 'A' }] })`,
  `if (event.event_type === 'scroll') use(event.properties.depth)`.replace(
    '.depth)',
    '.depth_percent.length)',
  ),
  `if (event.event_type === 'scrol') use(event)`,
]
const unknown = [`track('add_to_card', { sku: 'MUG-1', quantity: 2 })`, `track('wishlist')`]

test('compiles what the plan describes, and refuses a wrong property', async () => {
  expect(await compile('strict', [...right, ...wrong])).toEqual(wrong)
})
test('refuses an unknown event of a strict plan', async () => {
  expect(await compile('strict', [...right, ...unknown])).toEqual(unknown)
})
test('takes an unknown event of an open plan, and still refuses a wrong property', async () => {
  expect(await compile('open', [...right, ...unknown, ...wrong])).toEqual(wrong)
})
