import type { Files } from '../../src/stores/files.ts'
import { nodeFiles } from '../../src/stores/node-files.ts'

export type FileCall = keyof Files | 'write' | 'sync' | 'close'

export interface FaultyFiles extends Files {
  /** What was called, in order. */
  readonly calls: FileCall[]
  /** From now on these fail, with this code. */
  failing: { readonly calls: readonly FileCall[]; readonly code: string } | undefined
}

/** The real file system, where calls can be made to fail. */
export function createFaultyFiles(): FaultyFiles {
  const calls: FileCall[] = []
  const wrap =
    <Words extends unknown[], Result>(
      name: FileCall,
      run: (...words: Words) => Promise<Result>,
    ): ((...words: Words) => Promise<Result>) =>
    async (...words) => {
      calls.push(name)
      const { failing } = faulty
      if (failing?.calls.includes(name)) {
        throw Object.assign(new Error(`${failing.code}: made to fail`), { code: failing.code })
      }
      return run(...words)
    }
  const failing = (name: FileCall) => wrap(name, () => Promise.resolve())()
  const faulty: FaultyFiles = {
    calls,
    failing: undefined,
    makeDirectory: wrap('makeDirectory', nodeFiles.makeDirectory),
    list: wrap('list', nodeFiles.list),
    create: wrap('create', async (path: string) => {
      const file = await nodeFiles.create(path)
      return {
        write: wrap('write', file.write),
        sync: wrap('sync', file.sync),
        // One that fails has closed all the same.
        async close() {
          try {
            await failing('close')
          } finally {
            await file.close()
          }
        },
      }
    }),
    rename: wrap('rename', nodeFiles.rename),
    remove: wrap('remove', nodeFiles.remove),
    syncDirectory: wrap('syncDirectory', nodeFiles.syncDirectory),
  }
  return faulty
}
