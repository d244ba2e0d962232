import { basename, dirname, join } from 'node:path'
import type { Files, OpenFile } from '../../src/spool/files.ts'
import { SpoolError } from '../../src/spool/spool-error.ts'
import type { Survival } from './survival.ts'
import { createFaults, type Faults, systemError } from './faults.ts'
import { overlay } from './overlay.ts'

interface Inode {
  cached: Buffer
  durable: Buffer
}

interface WriteUnderWay {
  readonly inode: Inode
  readonly offset: number
  readonly bytes: Buffer
}

/**
 * A disk that can crash: what was not synced is gone, a write under way is torn, and whoever used
 * it never hears of it again. A rename counts only once its directory is synced.
 */
export class SimulatedDisk {
  readonly files: Files
  readonly faults: Faults = createFaults()
  /** Every write that reached the disk: its file and how many buffers it had. */
  readonly writes: { name: string; buffers: number; bytes: number }[] = []
  capacityBytes: number = Number.POSITIVE_INFINITY
  #names = new Map<string, Inode>()
  #durableNames = new Map<string, Inode>()
  #renames: ((names: Map<string, Inode>) => void)[] = []
  readonly #directories = new Set<string>(['/'])
  #underWay: WriteUnderWay[] = []
  #locks = new Set<string>()
  #epoch = 0
  #held: (() => void)[] | undefined

  constructor() {
    this.files = this.#createFiles()
  }

  /** From now on durable writes stay under way until released. */
  hold(): void {
    this.#held ??= []
  }
  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const go of held) go()
  }
  get underWay(): number {
    return this.#underWay.length
  }

  /** Power off and on. `renames`: how many of the renames not yet synced are kept, oldest first. */
  crash(survives: Survival, renames = 0): void {
    this.#epoch += 1
    for (const { inode, offset, bytes } of this.#underWay) {
      for (const [from, to] of survives(bytes, offset)) {
        bytes.copy(inode.durable, offset + from, from, Math.min(to, bytes.length))
      }
    }
    for (const rename of this.#renames.slice(0, renames)) rename(this.#durableNames)
    this.#names = new Map(this.#durableNames)
    for (const inode of this.#names.values()) inode.cached = Buffer.from(inode.durable)
    this.#underWay = []
    this.#renames = []
    this.#locks = new Set()
    this.#held = undefined
  }

  list(suffix = ''): string[] {
    return [...this.#names.keys()].filter((path) => path.endsWith(suffix)).toSorted()
  }
  /** The bytes as they stand: change them to damage the file. */
  content(path: string): Buffer {
    const inode = this.#names.get(path)
    if (!inode) throw new Error(`no file ${path}`)
    inode.durable = inode.cached
    return inode.cached
  }
  put(path: string, bytes: Uint8Array): void {
    const inode = { cached: Buffer.from(bytes), durable: Buffer.from(bytes) }
    this.#names.set(path, inode)
    this.#durableNames.set(path, inode)
  }
  delete(path: string): void {
    this.#names.delete(path)
    this.#durableNames.delete(path)
  }

  get usedBytes(): number {
    return [...this.#names.values()].reduce((sum, { cached }) => sum + cached.length, 0)
  }

  /** Runs an operation if its user is still alive; the dead never hear the outcome. */
  async #alive<T>(epoch: number, operation: () => T | Promise<T>): Promise<T> {
    if (epoch !== this.#epoch) return new Promise<T>(() => undefined)
    try {
      const result = await operation()
      return epoch === this.#epoch ? result : await new Promise<T>(() => undefined)
    } catch (error) {
      if (epoch !== this.#epoch) return new Promise<T>(() => undefined)
      throw error
    }
  }

  #rename(change: (names: Map<string, Inode>) => void): void {
    change(this.#names)
    this.#renames.push(change)
  }

  #createFiles(): Files {
    const run = <T>(name: string, path: string, operation: () => T | Promise<T>): Promise<T> =>
      this.#alive(this.#epoch, () => {
        this.faults.check(name, path)
        return operation()
      })
    return {
      makeDirectory: (path) =>
        run('makeDirectory', path, () => {
          for (let each = path; each !== '/'; each = dirname(each)) this.#directories.add(each)
        }),
      list: (path) => run('list', path, () => this.#children(path)),
      open: (path, access) => run(`open-${access}`, path, () => this.#open(path, access)),
      rename: (from, to) =>
        run('rename', to, () => {
          const inode = this.#inode(from)
          this.#rename((names) => void (names.delete(from) && names.set(to, inode)))
        }),
      remove: (path) =>
        run('remove', path, () => {
          this.#inode(path)
          this.#rename((names) => void names.delete(path))
        }),
      removeDirectory: (path) =>
        run('removeDirectory', path, () => {
          if (this.#children(path).length > 0) throw systemError('ENOTEMPTY')
          this.#directories.delete(path)
        }),
      syncDirectory: (path) =>
        run('syncDirectory', path, () => {
          this.#durableNames = new Map(this.#names)
          this.#renames = []
        }),
      lock: (path) => run('lock', path, () => this.#lock(path)),
    }
  }

  #children(path: string): { name: string; isDirectory: boolean }[] {
    if (!this.#directories.has(path)) throw systemError('ENOENT')
    const of = (paths: Iterable<string>, isDirectory: boolean) =>
      [...paths]
        .filter((each) => each !== path && dirname(each) === path)
        .map((each) => ({ name: basename(each), isDirectory }))
    return [...of(this.#names.keys(), false), ...of(this.#directories, true)]
  }

  #lock(path: string): { release(): Promise<void> } {
    if (this.#locks.has(path)) throw new SpoolError('locked', `${path} is held by pid 4711`)
    this.#locks.add(path)
    this.put(join(path, 'lock'), Buffer.alloc(0))
    const epoch = this.#epoch
    return { release: () => this.#alive(epoch, () => void this.#locks.delete(path)) }
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path)
    if (!inode) throw systemError('ENOENT')
    return inode
  }

  #pathOf(inode: Inode): string | undefined {
    for (const [path, each] of this.#names) if (each === inode) return path
    return undefined
  }

  #open(path: string, access: 'create' | 'durable' | 'read'): OpenFile {
    if (access === 'create') {
      if (this.#names.has(path)) throw systemError('EEXIST')
      const created = { cached: Buffer.alloc(0), durable: Buffer.alloc(0) }
      this.#rename((names) => void names.set(path, created))
    }
    const inode = this.#inode(path)
    const epoch = this.#epoch
    const run = <T>(name: string, operation: () => T | Promise<T>): Promise<T> =>
      this.#alive(epoch, () => {
        if (name !== 'write') this.faults.check(name, this.#pathOf(inode) ?? path)
        return operation()
      })
    return {
      write: (buffers, offset) =>
        run('write', async () => {
          const bytes = Buffer.concat(buffers)
          const now = this.#pathOf(inode) ?? path // it may have been renamed
          await this.#write(
            { inode, offset, bytes },
            { path: now, isDurable: access === 'durable' },
          )
          const name = basename(now)
          this.writes.push({ name, buffers: buffers.length, bytes: bytes.length })
        }),
      read: (target, offset) =>
        run('read', () => {
          this.faults.checkRead(path, offset, target.length)
          return inode.cached.copy(target, 0, offset, offset + target.length)
        }),
      sync: () =>
        run('sync', () => {
          inode.durable = Buffer.from(inode.cached)
        }),
      size: () => run('size', () => inode.cached.length),
      close: () => run('close', () => undefined),
    }
  }

  async #write(
    write: WriteUnderWay,
    { path, isDurable }: { path: string; isDurable: boolean },
  ): Promise<void> {
    const { inode, offset, bytes } = write
    const fault = this.faults.take('write', path)
    const grows = Math.max(0, offset + bytes.length - inode.cached.length)
    const room = Math.max(0, this.capacityBytes - this.usedBytes)
    const fits = grows > room ? Math.max(0, bytes.length - (grows - room)) : bytes.length
    const written = bytes.subarray(0, Math.min(fits, fault?.keptBytes ?? bytes.length))
    // A test may hold the bytes of both: what is not synced is not durable from here on.
    if (inode.cached === inode.durable) inode.cached = Buffer.from(inode.durable)
    inode.cached = overlay(inode.cached, written, offset)
    if (!isDurable && written.length === bytes.length && !fault) return
    if (isDurable) {
      inode.durable = overlay(inode.durable, Buffer.alloc(0), offset + written.length)
      this.#underWay.push(write)
      if (this.#held) await new Promise<void>((go) => this.#held?.push(go))
      this.#underWay = this.#underWay.filter((other) => other !== write)
      written.copy(inode.durable, offset)
    }
    if (fault) throw fault.error
    if (fits < bytes.length) throw systemError('ENOSPC')
  }
}
