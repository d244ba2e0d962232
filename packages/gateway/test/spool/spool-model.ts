import { deepEqual, equal, ok } from 'node:assert/strict'
import type { SpoolEntry } from '../../src/spool/log-reader.ts'
import type { Spool } from '../../src/spool/spool.ts'
import { createHarness, type Harness, segmentBytes, turns, until } from './harness.ts'
import type { Survival } from './survival.ts'

interface Acknowledged {
  readonly position: number
  readonly id: number
}

/** What a spool of any make would have to remember. */
export class SpoolModel {
  readonly attempted: Map<number, Buffer> = new Map()
  acknowledged: Acknowledged[] = []
  confirmed = 0
  /** Since the spool was opened: the last position read, and the acknowledged ones missed. */
  lastRead = 0
  isDamaged = false
}

/** The spool under test, with every answer checked against the model. */
export class CheckedSpool {
  readonly harness: Harness = createHarness({ maxBytes: 8 * segmentBytes, memoryBytes: 8192 })
  readonly #model: SpoolModel
  #spool: Spool | undefined
  #skipped = 0
  #nextId = 1

  constructor(model: SpoolModel) {
    this.#model = model
  }

  get spool(): Spool {
    if (!this.#spool) throw new Error('not open')
    return this.#spool
  }

  async open(): Promise<void> {
    this.#spool = await this.harness.open()
    const { confirmed } = this.spool.stats()
    // A position counts as confirmed once it is durable: behind, by what a crash cut off. And before, by what
    // it left half written with a whole end, which looks like damage and is passed over: nobody was answered.
    const passed = this.#model.acknowledged.filter(
      ({ position }) => position > this.#model.confirmed && position <= confirmed,
    )
    if (!this.#model.isDamaged) deepEqual(passed, [])
    this.#model.lastRead = confirmed
    this.#skipped = 0
  }

  async close(): Promise<void> {
    await this.spool.close()
    this.#spool = undefined
  }

  #start(size: number): { id: number; appending: Promise<number> } {
    const id = this.#nextId
    this.#nextId += 1
    const payload = Buffer.alloc(size + 6, id)
    payload.writeUIntLE(id, 0, 6)
    this.#model.attempted.set(id, payload)
    return { id, appending: this.spool.append(payload, { reserved: id % 5 === 0 }) }
  }

  /** Appends all at once and waits for the answers. Returns the codes of the refusals. */
  async append(sizes: readonly number[]): Promise<string[]> {
    const started = sizes.map((size) => this.#start(size))
    const settled = await Promise.allSettled(started.map(({ appending }) => appending))
    const codes: string[] = []
    for (const [index, each] of settled.entries()) {
      const id = started[index]?.id ?? 0
      if (each.status === 'rejected') codes.push((each.reason as { code: string }).code)
      else this.#acknowledge({ position: each.value, id })
    }
    return codes
  }

  #acknowledge(record: Acknowledged): void {
    const model = this.#model
    const overwritten = model.acknowledged.filter(({ position }) => position >= record.position)
    if (overwritten.length > 0) {
      // Only damage to the very end of the log gives a position twice, and never silently.
      ok(model.isDamaged)
      ok(this.harness.problems.some(({ kind }) => kind === 'torn_tail'))
      model.acknowledged = model.acknowledged.filter(({ position }) => position < record.position)
    }
    ok(record.position > model.confirmed)
    model.acknowledged.push(record)
  }

  /** Loses the power while these are being written. */
  async crashWhileAppending(
    sizes: readonly number[],
    { survival, renames }: { survival: Survival; renames: number },
  ): Promise<void> {
    const { disk } = this.harness
    disk.hold()
    const answered: Acknowledged[] = []
    let settled = 0
    for (const size of sizes) {
      const { id, appending } = this.#start(size)
      appending
        .then((position) => answered.push({ position, id }))
        .catch(() => undefined)
        .finally(() => {
          settled += 1
        })
    }
    await until(() => disk.underWay > 0 || settled === sizes.length)
    for (const record of answered) this.#acknowledge(record)
    disk.crash(survival, renames)
    await this.open()
  }

  /** Reads what one call gives, if there is anything. */
  async read(maxBytes: number): Promise<SpoolEntry[]> {
    const stop = new AbortController()
    const reading = this.spool.read(maxBytes, stop.signal)
    void turns(30).then(() => stop.abort())
    const entries = await reading.catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
      return []
    })
    for (const entry of entries) this.#check(entry)
    this.#checkSkipped(entries.length)
    return entries
  }

  #check({ position, payload }: SpoolEntry): void {
    const model = this.#model
    const id = Buffer.from(payload).readUIntLE(0, 6)
    deepEqual(payload, model.attempted.get(id))
    ok(position > model.lastRead)
    const acknowledged = model.acknowledged.find((record) => record.position === position)
    if (acknowledged) equal(id, acknowledged.id)
    const missed = model.acknowledged.filter(
      (record) => record.position > model.lastRead && record.position < position,
    )
    if (!model.isDamaged) deepEqual(missed, [])
    this.#skipped += position - model.lastRead - 1
    model.lastRead = position
  }

  /** Whatever positions were passed over are counted, one by one. */
  #checkSkipped(count: number): void {
    const { skippedRecords, appended } = this.spool.stats()
    if (count === 0) {
      this.#skipped += appended - this.#model.lastRead
      this.#model.lastRead = appended
    }
    // It may know of a gap before it has the record behind it.
    if (count === 0) equal(skippedRecords, this.#skipped)
    else ok(skippedRecords >= this.#skipped)
  }

  confirm(position: number): void {
    this.spool.confirm(position)
    this.#model.confirmed = Math.max(this.#model.confirmed, position)
  }

  /** Everything acknowledged and not confirmed is there. */
  async readToTheEnd(): Promise<void> {
    const from = this.#model.lastRead
    const seen = new Set<number>()
    for (;;) {
      const entries = await this.read(3000)
      if (entries.length === 0) break
      for (const { position } of entries) seen.add(position)
    }
    if (this.#model.isDamaged) return
    const missing = this.#model.acknowledged.filter(
      ({ position }) => position > from && !seen.has(position),
    )
    deepEqual(missing, [])
  }
}
