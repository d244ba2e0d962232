import type { Placed, StreamState } from '../engine/journal.ts'

export type Change =
  | { readonly kind: 'stream'; readonly stream: string; readonly state: StreamState }
  | { readonly kind: 'records'; readonly stream: string; readonly placed: readonly Placed[] }
  | { readonly kind: 'deleted'; readonly stream: string }

/** One change; for records, with those of the changes after it that it swallowed. */
export interface Write {
  readonly change: Change
  readonly batches: readonly (readonly Placed[])[]
  /** How many changes this is. */
  readonly changes: number
}

export interface WriteQueue {
  readonly push: (change: Change) => void
  /** Settles when all that was pushed so far is written; undefined when it is already. */
  readonly done: () => Promise<void> | undefined
}

interface Waiter {
  readonly upTo: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Neighbouring records of one stream become one write. */
function nextWrite(queue: Change[]): Write | undefined {
  const change = queue.shift()
  if (change === undefined) return undefined
  if (change.kind !== 'records') return { change, batches: [], changes: 1 }
  const batches = [change.placed]
  for (let more = queue[0]; more?.kind === 'records'; more = queue[0]) {
    if (more.stream !== change.stream) break
    batches.push(more.placed)
    queue.shift()
  }
  return { change, batches, changes: batches.length }
}

/** Writes one at a time and in order, what came in meanwhile together: group commit. */
export function createWriteQueue(
  apply: (write: Write) => Promise<void>,
  onFailure: (error: unknown) => void = () => {},
): WriteQueue {
  const queue: Change[] = []
  let waiters: Waiter[] = []
  let pushed = 0
  let written = 0
  let busy = false
  let failure: { error: unknown } | undefined

  const settle = (): void => {
    for (const waiter of waiters) {
      if (failure !== undefined) waiter.reject(failure.error)
      else if (waiter.upTo <= written) waiter.resolve()
    }
    waiters = failure === undefined ? waiters.filter(({ upTo }) => upTo > written) : []
  }
  const drain = async (): Promise<void> => {
    for (let write = nextWrite(queue); write !== undefined; write = nextWrite(queue)) {
      await apply(write)
      written += write.changes
      settle()
    }
    // In the same breath as the last look at the queue: a push in between would wait for ever.
    busy = false
  }
  const start = (): void => {
    busy = true
    drain().catch((error: unknown) => {
      // What follows a write that failed must never be called written.
      failure = { error }
      queue.length = 0
      settle()
      onFailure(error)
    })
  }
  return {
    push(change) {
      pushed += 1
      // Nobody takes it out any more.
      if (failure !== undefined) return
      queue.push(change)
      if (!busy) start()
    },
    done() {
      if (failure === undefined && written === pushed) return undefined
      return new Promise((resolve, reject) => {
        waiters.push({ upTo: pushed, resolve, reject })
        if (failure !== undefined) settle()
      })
    },
  }
}
