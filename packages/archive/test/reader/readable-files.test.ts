import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readableFiles } from '../../src/reader/readable-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const name = 'a.json.gz'

async function readable(free: number) {
  const root = await temporaryFolder()
  const folder = await temporaryFolder()
  await writeFile(join(root, name), gzipSync('{"n":1}\n'))
  const { size: bytes } = await stat(join(root, name))
  const { files } = await readableFiles({
    root,
    folder,
    stream: 'events',
    files: [{ path: name, bytes }],
    largeBytes: 1e6,
    freeBytes: () => Promise.resolve(free * bytes),
  })
  return { kept: await readdir(folder), isCompressed: files[0]?.path === join(root, name) }
}

test('inflates a file beforehand where there is room for it and for what DuckDB needs', async () => {
  expect(await readable(65)).toEqual({ kept: ['0-a.json.gz.json'], isCompressed: false })
})

test('leaves the room to DuckDB where there is little of it', async () => {
  expect(await readable(64)).toEqual({ kept: [], isCompressed: true })
})
