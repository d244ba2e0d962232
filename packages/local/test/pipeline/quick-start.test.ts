import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validateEnvelope, validateEvent } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { parsePipelineOptions } from '../../src/pipeline/pipeline-options.ts'

const root = join(import.meta.dirname, '../../../..')
const page = await readFile(join(root, 'docs/quick-start.md'), 'utf8')

/** The words of every call of a command on the page. */
const callsOf = (command: string): string[] =>
  Array.from(
    page.matchAll(new RegExp(`npx --yes pnpm ${command}((?: [^\\s\`]+)*)`, 'gu')),
    ([, words = '']) => words.trim(),
  )
const split = (line: string) => line.split(' ').filter(Boolean)

test.each(callsOf('start'))('starts the pipeline by words that it knows: %s', (line) => {
  expect(parsePipelineOptions(split(line)).bufferSeconds).toBe(10)
})

test('sends an event that the schema accepts', () => {
  const [, body = ''] = /-d '\n([^']+)'/u.exec(page) ?? []
  const envelope = JSON.parse(body) as { events: unknown[] }
  expect(validateEnvelope(envelope)).toMatchObject({ ok: true })
  expect(validateEvent(envelope.events[0])).toMatchObject({ ok: true })
})

test('names the ports and places of the pipeline', () => {
  const { port, shopPort, data } = parsePipelineOptions([])
  expect(page).toContain(`http://localhost:${port}/console`)
  expect(page).toContain(`| shop    | http://localhost:${shopPort}`)
  expect(page).toContain(`\`${data.replace('./', '')}/archive\``)
})
