import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usualEvent } from '../../src/corpus/example.ts'
import { build, init } from '../../src/plan/commands.ts'
import { loadPlan } from '../../src/plan/compiled-plan.ts'
import { schemaVersion } from '../../src/index.ts'
import { type Rejection, validateEvent, validateRejectedRecord } from '../../src/validate.ts'
import { withFolder } from '../support/with-folder.ts'

async function compiled(mode: 'open' | 'strict') {
  const plan = await withFolder()
  const out = join(plan, 'out')
  await init(plan)
  await writeFile(join(plan, 'plan.json'), JSON.stringify({ name: 'shop', mode }))
  const rebuild = () => build({ plan, out, onlyCheck: false })
  expect(await rebuild()).toMatchObject({ code: 0 })
  return { plan, out, rebuild }
}
const event = (event_type: string, properties?: object) => ({
  ...usualEvent,
  event_type,
  properties,
})
const cart = { sku: 'MUG-1', quantity: 2 }

test('validates the events of a plan', async () => {
  const plan = await loadPlan((await compiled('open')).out)
  expect(validateEvent(event('add_to_cart', cart), plan).ok).toBe(true)
  expect(validateEvent(event('add_to_cart', { ...cart, quantity: 0 }), plan)).toEqual({
    ok: false,
    code: 'schema',
    path: '/properties/quantity',
    message: 'must be at least 1',
  })
  expect(validateEvent(event('add_to_cart', { ...cart, colour: 'red' }), plan)).toMatchObject({
    path: '/properties/colour',
  })
})

test('still holds built-in events to their own schemas', async () => {
  const plan = await loadPlan((await compiled('strict')).out)
  expect(validateEvent(event('scroll', { depth_percent: 5 }), plan).ok).toBe(true)
  expect(validateEvent(event('scroll', { depth_percent: 500 }), plan).ok).toBe(false)
})

test('accepts an event that an open plan does not know, and refuses it in a strict one', async () => {
  const open = await loadPlan((await compiled('open')).out)
  const strict = await loadPlan((await compiled('strict')).out)
  expect(validateEvent(event('wishlist', {}), open).ok).toBe(true)
  expect(validateEvent(event('wishlist', {}), strict)).toEqual({
    ok: false,
    code: 'unknown_event',
    path: '/event_type',
    message: '"wishlist" is not an event of the tracking plan "shop"',
  })
  expect(validateEvent(event('constructor', {}), strict)).toMatchObject({ code: 'unknown_event' })
})

test('holds an event of a plan to the bounds of all events as well', async () => {
  const plan = await loadPlan((await compiled('open')).out)
  const outcome = validateEvent({ ...event('add_to_cart', cart), page_url: 'x' }, plan)
  expect(outcome).toMatchObject({ path: '/page_url' })
})

test('says what is wrong in as many characters as a rejected record holds', async () => {
  const { plan, out, rebuild } = await compiled('open')
  const colours = Array.from({ length: 250 }, (_each, at) => `colour-${at}`)
  await writeFile(
    join(plan, 'paint.schema.json'),
    JSON.stringify({
      title: 'paint',
      description: 'Paint was chosen.',
      type: 'object',
      properties: {
        colour: { type: 'string', maxLength: 32, enum: colours, description: 'Which.' },
      },
      additionalProperties: false,
    }),
  )
  expect(await rebuild()).toMatchObject({ code: 0 })
  const outcome = validateEvent(event('paint', { colour: 'none' }), await loadPlan(out))
  expect(outcome).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^must be one of "colour-0", "colour-1", .+…$/u) as string,
  })
  const { path, message } = outcome as Rejection
  const record = {
    rejected_at: usualEvent.timestamp,
    site_id: 'demo',
    code: 'schema',
    errors: [{ path, message }],
    schema_version: schemaVersion,
    event: {},
  }
  expect(validateRejectedRecord(record)).toMatchObject({ ok: true })
})

test('knows an event by a name that every object has', async () => {
  const { plan, out, rebuild } = await compiled('strict')
  const file = join(plan, 'constructor.schema.json')
  await writeFile(file, await readFile(join(plan, 'add_to_cart.schema.json')))
  expect(await rebuild()).toMatchObject({ code: 0 })
  const loaded = await loadPlan(out)
  expect(validateEvent(event('constructor', cart), loaded).ok).toBe(true)
  expect(validateEvent(event('constructor', {}), loaded)).toMatchObject({ path: '/properties/sku' })
})

test('loads a new build into a running process', async () => {
  const { plan, out, rebuild } = await compiled('open')
  const before = await loadPlan(out)
  const file = join(plan, 'add_to_cart.schema.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"quantity"\n  ]', '"price"\n  ]'))
  await rebuild()
  const after = await loadPlan(out)
  expect(validateEvent(event('add_to_cart', cart), before).ok).toBe(true)
  expect(validateEvent(event('add_to_cart', cart), after)).toMatchObject({
    path: '/properties/price',
    message: 'is required',
  })
})

test('refuses a folder without a plan, and code that is not what was built', async () => {
  await expect(loadPlan(await withFolder())).rejects.toThrow('holds no compiled plan')
  const { out } = await compiled('open')
  await appendFile(join(out, 'validators.mjs'), '\n')
  await expect(loadPlan(out)).rejects.toThrow('is not the file that compiled.json names')
})

test.each([
  ['of a later format', { format: 2 }, 'compiled.json: unknown format; build it'],
  ['that was cut off', '{"format": 1,', 'compiled.json is not JSON; build it again'],
  ['that is null', 'null', 'compiled.json: unknown format; build it'],
  ['with nothing in it', { format: 1 }, 'compiled.json is not whole; build it again'],
  ['without its code', { format: 1, hash: '', events: {} }, 'validators.mjs cannot be read'],
])('refuses a compiled plan %s and names the file', async (_name, manifest, words) => {
  const out = await withFolder({ 'compiled.json': manifest })
  await expect(loadPlan(out)).rejects.toThrow(join(out, words))
})

test('compiles into one module that imports and compiles nothing', async () => {
  const { out } = await compiled('open')
  const source = await readFile(join(out, 'validators.mjs'), 'utf8')
  expect(source).not.toMatch(/\bimport\b|\brequire\(|\beval\b|new Function/u)
})
