import { execFile } from 'node:child_process'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn, withFolder } from './support/with-folder.ts'

const home = resolve(import.meta.dirname, '..')
const run = (file: string, words: readonly string[], cwd: string) =>
  new Promise<{ ok: boolean; output: string }>((done) => {
    execFile(file, words, { cwd }, (error, out, err) => done({ ok: !error, output: out + err }))
  })

/** The package as it would be installed: built, with the files that it publishes and no others. */
async function installed(): Promise<string> {
  const folder = await withFolder({ 'package.json': { type: 'module' } })
  const place = join(folder, 'node_modules/@weir/schema')
  await mkdir(place, { recursive: true })
  const compiler = resolve(home, '../../node_modules/.bin/tsc')
  const words = ['-p', join(home, 'tsconfig.build.json'), '--outDir', join(place, 'dist')]
  expect((await run(compiler, words, home)).output).toBe('')
  for (const name of ['package.json', 'schemas', 'event.schema.json', 'athena.sql', 'README.md']) {
    await cp(join(home, name), join(place, name), { recursive: true })
  }
  await symlink(resolve(home, 'node_modules/ajv'), join(folder, 'node_modules/ajv'))
  return folder
}

test('works as an installed package, in plain JavaScript and without our sources', async () => {
  const folder = await installed()
  const script = `
    import { schemaVersion } from '@weir/schema'
    import { validateEvent } from '@weir/schema/validate'
    import { loadPlan } from '@weir/schema/plan'
    import { eventColumns } from '@weir/schema/columns'
    import { validExamples } from '@weir/schema/corpus'
    import { runtime } from '@weir/schema/runtime'
    import schema from '@weir/schema/event.schema.json' with { type: 'json' }
    import click from '@weir/schema/schemas/events/click.schema.json' with { type: 'json' }
    const plan = await loadPlan('plan/out')
    console.log(JSON.stringify([
      schemaVersion, validExamples.every(({ event }) => validateEvent(event).ok), plan.strict,
      eventColumns.length, typeof runtime.formats.uuid, schema.$id, click.title,
    ]))`
  await writeFile(join(folder, 'use.js'), script)
  const program = join(folder, 'node_modules/@weir/schema/dist/main.js')
  for (const words of [
    ['init', 'plan'],
    ['build', 'plan', '--out', 'plan/out'],
  ]) {
    expect(await run(process.execPath, [program, ...words], folder)).toMatchObject({ ok: true })
  }
  const { output } = await run(process.execPath, ['use.js'], folder)
  expect(output.trim()).toBe('["1.0.0",true,false,47,"function","urn:weir:event:1","click"]')
  expect(await filesIn(join(folder, 'node_modules/@weir/schema/dist'))).toContain('main.js')
})
