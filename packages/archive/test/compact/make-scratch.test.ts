import { spawnSync } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeScratch } from '../../src/compact/make-scratch.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('removes what a killed process of this host left, and nothing else', async () => {
  const parent = await temporaryFolder()
  const { pid: ended } = spawnSync(process.execPath, ['--version'])
  const names = {
    left: `weir-compact-${hostname()}-${ended}-aaaaaa`,
    inUse: `weir-compact-${hostname()}-${process.pid}-bbbbbb`,
    elsewhere: `weir-compact-another-${ended}-cccccc`,
    other: 'something-else',
  }
  for (const name of Object.values(names)) {
    await mkdir(join(parent, name, 'lines-x'), { recursive: true })
    await writeFile(join(parent, name, 'lines-x', '0-a.json'), '{}')
  }
  const made = await makeScratch(parent)
  const kept = [names.inUse, names.elsewhere, names.other].map((name) => join(parent, name))
  const found = (await readdir(parent)).map((name) => join(parent, name))
  expect(found.toSorted()).toEqual([made, ...kept].toSorted())
})
