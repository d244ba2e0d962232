import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startProgram } from './support/start-program.ts'

const program = resolve(import.meta.dirname, '../src/main.ts')

test('refuses options that make no sense with one line each, before anything is made', async () => {
  // As the command line of CDK hands the context on.
  const context = { 'weir:codec': 'zip', 'weir:tasks': 2 }
  const run = startProgram(['--conditions=weir-source', program], {
    CDK_CONTEXT_JSON: JSON.stringify(context),
  })
  expect(await run.ended()).toBe(1)
  expect(run.errors()).toBe(
    'weir: weir:codec must be one of ndjson, ndjson-gzip, kpl; it is "zip"\n' +
      'weir: weir:tasks is not an option; did you mean weir:minTasks?\n',
  )
})
