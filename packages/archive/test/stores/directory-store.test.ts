import { mkdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDirectoryStore } from '../../src/stores/directory-store.ts'
import { createFaultyFiles, type FileCall } from '../support/faulty-files.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { contract } from './store-contract.ts'

const isVisible = (path: string): boolean => !path.startsWith('.writing/')

contract('directory', async () => {
  const root = join(await temporaryFolder(), 'not/there/yet')
  const store = createDirectoryStore({ root })
  return {
    store,
    files: async () => new Map([...(await readFolder(root))].filter(([path]) => isVisible(path))),
  }
})

test('makes a file durable before it has its name, and its name durable before it says so', async () => {
  const files = createFaultyFiles()
  const store = createDirectoryStore({ root: await temporaryFolder(), files })
  const file = await store.create('events/a')
  await file.write(Buffer.from('a'))
  await file.commit()
  expect(files.calls).toEqual([
    'makeDirectory',
    'create',
    'write',
    'sync',
    'close',
    'makeDirectory',
    'rename',
    'syncDirectory',
  ])
})

test.each<FileCall>(['write', 'sync', 'close', 'makeDirectory', 'rename'])(
  'leaves nothing behind when %s fails, and takes the file again',
  async (call) => {
    const root = await temporaryFolder()
    const files = createFaultyFiles()
    const store = createDirectoryStore({ root, files })
    const attempt = async (failing?: typeof files.failing) => {
      const file = await store.create('events/a')
      files.failing = failing
      try {
        await file.write(Buffer.from('whole'))
        await file.commit()
      } finally {
        files.failing = undefined
        await file.abort()
      }
    }
    await expect(attempt({ calls: [call], code: 'ENOSPC' })).rejects.toThrow('ENOSPC')
    expect([...(await readFolder(root)).keys()]).toEqual([])
    await attempt()
    expect(await readFolder(root)).toEqual(new Map([['events/a', Buffer.from('whole')]]))
  },
)

test('removes what dead processes of this host left half-written, and nothing else', async () => {
  const root = await temporaryFolder()
  const store = createDirectoryStore({ root })
  const alive = await store.create('events/alive.json.gz')
  await alive.write(Buffer.from('alive'))
  const dead = 2 ** 22 + 1 // above the highest process number of Linux
  const names = {
    dead: `a.json.gz.00000001.${dead}@${hostname()}.tmp`,
    // In a container every process is number 1: one of our number and not ours is of an earlier life.
    earlierLife: `b.json.gz.00000002.${process.pid}@${hostname()}.tmp`,
    parent: `c.json.gz.00000003.${process.ppid}@${hostname()}.tmp`,
    elsewhere: `d.json.gz.00000004.${dead}@another.example.com.tmp`,
    somebodys: 'notes.txt',
  }
  await mkdir(join(root, '.writing'), { recursive: true })
  for (const name of Object.values(names)) await writeFile(join(root, '.writing', name), '')
  const again = createDirectoryStore({ root })
  expect(await again.prepare()).toEqual({ problems: [], removed: 2 })
  await alive.commit()
  expect([...(await readFolder(root)).keys()].toSorted()).toEqual([
    `.writing/${names.parent}`,
    `.writing/${names.elsewhere}`,
    `.writing/${names.somebodys}`,
    'events/alive.json.gz',
  ])
})

test('writes a file again when somebody took its half-written one away', async () => {
  const root = await temporaryFolder()
  const files = createFaultyFiles()
  const store = createDirectoryStore({ root, files })
  const file = await store.create('events/a')
  for (const name of await files.list(join(root, '.writing'))) {
    await files.remove(join(root, '.writing', name))
  }
  await expect(file.commit()).rejects.toThrow('ENOENT')
  await file.abort()
  expect([...(await readFolder(root)).keys()]).toEqual([])
})

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'no permission'],
  ['EROFS', 'the file system is read-only'],
  ['EIO', 'the disk fails'],
  ['EWEIRD', 'EWEIRD: made to fail'],
])('says in one line what is wrong with the directory: %s', async (code, line) => {
  const files = createFaultyFiles()
  const store = createDirectoryStore({ root: await temporaryFolder(), files })
  files.failing = { calls: ['create'], code }
  expect(await store.prepare()).toEqual({ problems: [line], removed: 0 })
})

test('says where a file is in the way of a directory', async () => {
  const root = join(await temporaryFolder(), 'file')
  await writeFile(root, '')
  const { problems } = await createDirectoryStore({ root }).prepare()
  expect(problems).toEqual([`a file is in the way of a directory in ${root}`])
})
