import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build, check, init } from '../../src/plan/commands.ts'
import { filesIn, withFolder } from '../support/with-folder.ts'

const manifest = { name: 'shop', mode: 'open' }
const event = (properties: object, more: object = {}) => ({
  description: 'Something happened.',
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})
const sku = { type: 'string', pattern: '^[A-Z]+$', maxLength: 9, description: 'An article.' }
const buildOf = async (files: Readonly<Record<string, unknown>>) => {
  const plan = await withFolder(files)
  const out = join(await withFolder(), 'out')
  return { answer: await build({ plan, out, onlyCheck: false }), written: await filesIn(out) }
}

test('starts a plan that builds as it is, and is compatible with itself', async () => {
  const plan = join(await withFolder(), 'plan')
  const out = join(plan, 'compiled')
  expect((await init(plan)).code).toBe(0)
  expect(await build({ plan, out, onlyCheck: false })).toMatchObject({ code: 0 })
  expect(await filesIn(out)).toEqual([
    'compiled.json',
    'events.md',
    'types.ts',
    'validators.mjs',
    'views.sql',
  ])
  expect(await check(plan, out)).toMatchObject({ code: 0 })
  expect(await check(plan, plan)).toMatchObject({ code: 0 })
})

test('never starts a plan over one that is there', async () => {
  const plan = await withFolder({ 'purchase.schema.json': '{}' })
  expect(await init(plan)).toEqual({
    code: 1,
    err: [`${join(plan, 'purchase.schema.json')} is already there; nothing was written`],
  })
  expect(await filesIn(plan)).toEqual(['purchase.schema.json'])
})

test('says what is not up to date, and writes nothing', async () => {
  const plan = await withFolder({ 'plan.json': manifest, 'a.schema.json': event({ sku }) })
  const out = join(plan, 'out')
  await build({ plan, out, onlyCheck: false })
  expect(await build({ plan, out, onlyCheck: true })).toMatchObject({ code: 0 })
  await writeFile(join(out, 'types.ts'), 'edited')
  expect(await build({ plan, out, onlyCheck: true })).toEqual({
    code: 1,
    err: [`${join(out, 'types.ts')} is not up to date`],
  })
  expect(await readFile(join(out, 'types.ts'), 'utf8')).toBe('edited')
})

const broken: readonly [name: string, files: Record<string, unknown>, lines: string[]][] = [
  ['no plan.json', { 'a.schema.json': event({ sku }) }, ['plan.json#: is missing']],
  ['a plan.json that is not JSON', { 'plan.json': '{' }, ['plan.json#: is not JSON']],
  [
    'a plan without a mode',
    { 'plan.json': { name: 'shop' } },
    ['plan.json#/mode: must be "strict" or "open"'],
  ],
  [
    'a plan with a name that is none',
    { 'plan.json': { name: 'My shop', mode: 'open' } },
    ['plan.json#/name: must be'],
  ],
  [
    'a plan with a setting that we do not know',
    { 'plan.json': { ...manifest, modes: 1 } },
    ['plan.json#/modes: unknown setting'],
  ],
  [
    'a broken schema file',
    { 'plan.json': manifest, 'a.schema.json': '{"type": }' },
    ['a.schema.json#: is not JSON'],
  ],
  [
    'an unknown keyword',
    { 'plan.json': manifest, 'a.schema.json': event({ sku: { ...sku, minlength: 1 } }) },
    ['a.schema.json#/properties/sku/minlength: unknown keyword'],
  ],
  [
    'a circular $ref',
    { 'plan.json': manifest, 'a.schema.json': event({ a: { $ref: '#', description: 'x' } }) },
    ['a.schema.json#/properties/a/$ref: circular $ref'],
  ],
  [
    'the name of a built-in event',
    { 'plan.json': manifest, 'click.schema.json': event({ sku }) },
    ['click.schema.json#: name clash: "click" is a built-in event'],
  ],
  [
    'the same event twice',
    {
      'plan.json': manifest,
      'a/buy.schema.json': event({ sku }),
      'b/buy.schema.json': event({ sku }),
    },
    ['b/buy.schema.json#: name clash: the same event is in a/buy.schema.json'],
  ],
  [
    'two events with one name for their types',
    { 'plan.json': manifest, 'a_1.schema.json': event({ sku }), 'a1.schema.json': event({ sku }) },
    ['a_1.schema.json#: name clash: the type would be A1, as for a1.schema.json'],
  ],
  [
    'an event whose type would be the plan itself',
    { 'plan.json': manifest, 'plan.schema.json': event({ sku }) },
    ['plan.schema.json#: name clash: the type would be Plan, as for the plan itself'],
  ],
  [
    'an event whose type would hide one that is used',
    { 'plan.json': manifest, 'record.schema.json': event({ sku }) },
    ['record.schema.json#: name clash: the type would be Record, as for a type of TypeScript'],
  ],
  [
    'two fields that are one column',
    { 'plan.json': manifest, 'a.schema.json': event({ sku, SKU: sku }) },
    ['a.schema.json#/properties/SKU: name clash: in SQL it is the column of "sku"'],
  ],
  [
    'a file whose name is no event',
    { 'plan.json': manifest, 'Buy.schema.json': event({ sku }) },
    ['Buy.schema.json#: "Buy" is not a name for an event'],
  ],
  [
    'an event that is no object',
    { 'plan.json': manifest, 'a.schema.json': { ...sku } },
    ['a.schema.json#/type: an event describes an object'],
  ],
  [
    'an example that its own schema refuses',
    {
      'plan.json': manifest,
      'a.schema.json': event({ sku }, { examples: [{ sku: 'A' }, { sku: 'a' }] }),
    },
    ['a.schema.json#/examples/1/sku: must match ^[A-Z]+$'],
  ],
  [
    'two faults in two files',
    {
      'plan.json': manifest,
      'a.schema.json': event({ a: { type: 'boolean' } }),
      'b.schema.json': 'x',
    },
    ['a.schema.json#/properties/a: has no description', 'b.schema.json#: is not JSON'],
  ],
]

test.each(broken)(
  'refuses %s with one line each, and writes nothing',
  async (_name, files, lines) => {
    const { answer, written } = await buildOf(files)
    expect(answer.code).toBe(1)
    expect(answer.err).toEqual(lines.map((line) => expect.stringContaining(line) as string))
    expect(written).toEqual([])
  },
)

test('refuses a breaking change with its file and pointer', async () => {
  const earlier = await withFolder({ 'plan.json': manifest, 'buy.schema.json': event({ sku }) })
  const later = await withFolder({
    'plan.json': { ...manifest, mode: 'strict' },
    'shop/buy.schema.json': event({ sku: { ...sku, maxLength: 8 } }),
  })
  const lines = [
    'plan.json#/mode: was open and is strict: events that were accepted would be rejected',
    'shop/buy.schema.json#/properties/sku/maxLength: was 9 and is 8: narrower',
  ]
  expect(await check(later, earlier)).toEqual({ code: 1, err: lines })
  const out = join(earlier, 'out')
  await build({ plan: earlier, out, onlyCheck: false })
  expect(await check(later, out)).toEqual({ code: 1, err: lines })
})

test('refuses to lose an event', async () => {
  const earlier = await withFolder({ 'plan.json': manifest, 'buy.schema.json': event({ sku }) })
  const later = await withFolder({ 'plan.json': manifest })
  expect(await check(later, earlier)).toEqual({
    code: 1,
    err: ['buy.schema.json#: the event "buy" was removed'],
  })
})

/** The program itself, as a process. */
const program = (...words: string[]) =>
  new Promise<{ code: unknown; out: string; err: string }>((done) => {
    const main = resolve(import.meta.dirname, '../../src/main.ts')
    execFile(process.execPath, [main, ...words], (error, out, err) => {
      done({ code: error?.code ?? 0, out, err })
    })
  })

test('exits 0, 1 and 2 as its help says', async () => {
  const plan = join(await withFolder(), 'plan')
  expect(await program('init', plan)).toMatchObject({ code: 0, err: '' })
  expect(await program('build', plan, '--out', join(plan, 'out'))).toMatchObject({
    code: 0,
    out: expect.stringContaining('my-site: 2 events, open') as string,
  })
  await writeFile(join(plan, 'purchase.schema.json'), '{')
  expect(await program('build', plan, '--out', join(plan, 'out'))).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^purchase\.schema\.json#: is not JSON[^\n]*\n$/u) as string,
  })
  expect(await program('--help')).toMatchObject({ code: 0, err: '' })
  expect(await program('build', plan)).toMatchObject({ code: 2, out: '' })
  expect(await program('build', plan, '--nonsense')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^weir-schema: [^\n]*nonsense[^\n]*\n$/u) as string,
  })
  expect(await program('build', '/nowhere', '--out', plan)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^plan\.json#: is missing[^\n]*\n$/u) as string,
  })
})
