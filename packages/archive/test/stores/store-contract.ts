import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ArchiveStore } from '../../src/stores/store.ts'

/** A store under test, and a look at everything it shows to a reader. */
export interface Subject {
  readonly store: ArchiveStore
  readonly files: () => Promise<ReadonlyMap<string, Buffer>>
}

const path = 'events/year=2026/month=11/day=21/hour=01/a.json.gz'
const other = 'rejected/year=2026/month=11/day=21/hour=01/b.json.gz'

async function put(store: ArchiveStore, at: string, chunks: readonly Buffer[]): Promise<void> {
  const file = await store.create(at)
  for (const chunk of chunks) await file.write(chunk)
  await file.commit()
}

/** What every store promises. */
const promises: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  'is ready, with nothing wrong': async ({ store }) => {
    expect(await store.prepare()).toEqual({ problems: [], removed: 0 })
  },
  'shows a file once it is whole, and nothing of it before': async ({ store, files }) => {
    const file = await store.create(path)
    await file.write(Buffer.from('one '))
    await file.write(Buffer.from('file'))
    expect([...(await files()).keys()]).toEqual([])
    await file.commit()
    expect(await files()).toEqual(new Map([[path, Buffer.from('one file')]]))
  },
  'keeps every byte of a file that is larger than a part': async ({ store, files }) => {
    const chunks = Array.from({ length: 7 }, () => randomBytes(2 * 1024 * 1024))
    await put(store, path, chunks)
    const found = (await files()).get(path)
    expect(found?.equals(Buffer.concat(chunks))).toBe(true)
  },
  'keeps an empty file': async ({ store, files }) => {
    await put(store, path, [])
    expect(await files()).toEqual(new Map([[path, Buffer.alloc(0)]]))
  },
  'leaves nothing of a file that is given up, small or large': async ({ store, files }) => {
    for (const bytes of [10, 9 * 1024 * 1024]) {
      const file = await store.create(path)
      await file.write(randomBytes(bytes))
      await file.abort()
      await file.abort()
    }
    expect([...(await files()).keys()]).toEqual([])
  },
  'does not mix files that are written at once': async ({ store, files }) => {
    const [a, b] = await Promise.all([store.create(path), store.create(other)])
    for (let turn = 0; turn < 3; turn++) {
      await Promise.all([a.write(Buffer.from('a')), b.write(Buffer.from('b'))])
    }
    await Promise.all([a.commit(), b.commit()])
    expect(await files()).toEqual(
      new Map([
        [path, Buffer.from('aaa')],
        [other, Buffer.from('bbb')],
      ]),
    )
  },
  'writes a file again under its name when it has to': async ({ store, files }) => {
    await put(store, path, [Buffer.from('first')])
    await put(store, path, [Buffer.from('second')])
    expect(await files()).toEqual(new Map([[path, Buffer.from('second')]]))
  },
}

/** Runs every promise against a store. */
export function contract(name: string, create: () => Promise<Subject>): void {
  for (const [title, check] of Object.entries(promises)) {
    test(`${name}: ${title}`, async () => {
      const subject = await create()
      await expect(check(subject)).resolves.toBeUndefined()
      await subject.store.close()
    })
  }
}
