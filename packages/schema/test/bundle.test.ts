import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { resolve } from 'node:path'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { expect, test } from 'vitest'

const entry = resolve(import.meta.dirname, '../src/index.ts')

/** Bundles a consumer of the root entry as the browser SDK is bundled. */
async function bundle(source: string): Promise<{ code: string; modules: string[] }> {
  const build = await rollup({
    input: 'consumer',
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id === 'consumer' ? id : id === '@weir/schema' ? entry : null),
        load: async (id) =>
          id === 'consumer' ? source : stripTypeScriptTypes(await readFile(id, 'utf8')),
      },
    ],
  })
  const { output } = await build.generate({ format: 'es' })
  await build.close()
  return { code: output[0].code, modules: Object.keys(output[0].modules) }
}

test('costs a bundle less than 1 kB when all of it is used', async () => {
  const { code } = await bundle(
    `import * as schema from '@weir/schema'; globalThis.x = { ...schema }`,
  )
  const { code: bare = '' } = await minify(code, { module: true })
  expect(bare).toContain('page_view')
  expect(Buffer.byteLength(bare)).toBeLessThan(1000)
})

test('costs nothing beyond what is used', async () => {
  const { code } = await bundle(
    `import { maxEventBytes } from '@weir/schema'; globalThis.x = maxEventBytes`,
  )
  expect(code).toContain('65536')
  expect(code).not.toContain('page_view')
  expect(code).not.toContain('2048')
})

test('brings no validator, no schema and no Ajv into a bundle', async () => {
  const { code, modules } = await bundle(`export * from '@weir/schema'`)
  const names = modules
    .filter((id) => id !== 'consumer')
    .map((id) => id.slice(id.lastIndexOf('/src/')))
  expect(names.toSorted()).toEqual(['/src/generated/limits.ts', '/src/generated/types.ts'])
  for (const word of ['validate', 'ajv', 'instancePath', 'isLongerThan', 'additionalProperties']) {
    expect(code).not.toContain(word)
  }
})
