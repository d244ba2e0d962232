import fs from 'node:fs'
import fsp from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { illness, type Illness } from './illness.ts'

/*
 * Loaded into a program before its own code (`--import`): its clock can be set wrong and its disk be
 * slow, from outside, and the program itself knows of nothing. Timers stay right, as they do on a
 * real machine whose clock is set.
 */

const state: Illness = { ...illness }

const RealDate = Date
const nowMs = (): number => RealDate.now() + state.clockMs
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], made) =>
    Reflect.construct(target, given.length === 0 ? [nowMs()] : given, made) as Date,
  apply: () => new RealDate(nowMs()).toString(),
  get: (target, name) => (name === 'now' ? nowMs : (Reflect.get(target, name) as unknown)),
})

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    if (ms === 0) done()
    else setTimeout(done, ms)
  })

type Call = (...given: unknown[]) => unknown

/** With all that the real one bears, such as what `promisify` looks for. */
const standIn = (real: Call, call: Call): Call =>
  Object.defineProperties(call, Object.getOwnPropertyDescriptors(real))

const noSpace = (): Error =>
  Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 })

/** What is written to a file; the output of a program goes elsewhere. */
const isRefused = (name: string, fd?: unknown): boolean =>
  state.isFull && name.startsWith('write') && !(typeof fd === 'number' && fd < 3)

/** Calls with a callback at their end. */
function slowCallback(owner: object, name: string): void {
  const methods = owner as Record<string, Call>
  const real = methods[name] as Call
  methods[name] = standIn(real, (...given) => {
    if (isRefused(name, given[0]))
      return queueMicrotask(() => void (given.at(-1) as Call)(noSpace()))
    if (state.lieMs > 0 && name === 'writev') return lieAboutWrite(real, given)
    if (state.diskMs === 0) return real.apply(owner, given)
    return void pause(state.diskMs).then(() => real.apply(owner, given))
  })
}

/** Says at once that it is done, and does it later: a program that is killed meanwhile never did. */
function lieAboutWrite(real: Call, given: readonly unknown[]): void {
  const [fd, buffers, at, done] = given as [number, Uint8Array[], number, Call]
  // The program may use its buffers again, as they have been written.
  const copy = Buffer.concat(buffers)
  void pause(state.lieMs).then(() => real(fd, [copy], at, () => undefined))
  queueMicrotask(() => void done(null, copy.length, buffers))
}

/** Calls that give a promise. */
function slowPromise(owner: object, name: string): void {
  const methods = owner as Record<string, Call>
  const real = methods[name] as Call
  methods[name] = standIn(real, async function slow(this: unknown, ...given) {
    const isFile = name === 'rename' && String(given[1]).endsWith('.gz')
    if (state.lieMs > 0 && isFile) {
      return void pause(state.lieMs).then(() => real.apply(this, given))
    }
    if (isRefused(name)) throw noSpace()
    await pause(state.diskMs)
    return real.apply(this, given)
  })
}

for (const name of ['writev', 'write', 'fsync', 'fdatasync']) slowCallback(fs, name)
slowPromise(fsp, 'rename')
const handle = await fsp.open(import.meta.filename)
for (const name of ['writeFile', 'sync', 'datasync']) {
  slowPromise(Object.getPrototypeOf(handle) as object, name)
}
await handle.close()
syncBuiltinESMExports()

process.on('message', (change: Partial<Illness>) => {
  Object.assign(state, change)
  process.send?.('done')
})
// A program ends when it has nothing to do, whether somebody might still talk to it or not.
process.channel?.unref()
