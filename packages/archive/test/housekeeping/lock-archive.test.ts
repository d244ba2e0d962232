import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockArchive } from '../../src/housekeeping/lock-archive.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const holder = (root: string) => join(root, '.writing/housekeeping.lock')

test('lets one in at a time', async () => {
  const root = await temporaryFolder()
  const release = await lockArchive(root)
  await expect(lockArchive(root)).rejects.toThrow(`is being changed by process ${process.pid}@`)
  await release()
  const again = await lockArchive(root)
  await again()
})

test('takes over from a process that is gone, never from another host', async () => {
  const root = await temporaryFolder()
  const release = await lockArchive(root)
  await release()
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  await writeFile(holder(root), `${child.pid}@${hostname()}`)
  const taken = await lockArchive(root)
  await taken()
  await writeFile(holder(root), `${child.pid}@elsewhere`)
  await expect(lockArchive(root)).rejects.toThrow(/@elsewhere; if that is not so, remove .*lock$/u)
})
