import { setImmediate as settle } from 'node:timers/promises'
import type { Clock } from '@weir/gateway/internals'

/** Time that passes only when it is told to, and is over at once. */
export interface VirtualClock extends Clock {
  /** Lets so much time pass; whatever falls due on the way runs at its moment, in order. */
  readonly pass: (ms: number) => Promise<void>
}

interface Task {
  readonly atMs: number
  /** Of two at the same moment, the one that was asked for first. */
  readonly turn: number
  run: (() => void) | undefined
}

const isBefore = (a: Task, b: Task): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.turn < b.turn)

/** A heap: the earliest comes first, and neither end costs more than the depth of a tree. */
function createQueue() {
  const heap: Task[] = []
  const at = (index: number): Task => heap[index] as Task
  const swap = (a: number, b: number): void => {
    const task = at(a)
    heap[a] = at(b)
    heap[b] = task
  }
  return {
    first: (): Task | undefined => heap[0],
    push(task: Task): void {
      let place = heap.push(task) - 1
      for (
        let up = (place - 1) >> 1;
        place > 0 && isBefore(at(place), at(up));
        up = (up - 1) >> 1
      ) {
        swap(place, up)
        place = up
      }
    },
    shift(): void {
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return
      heap[0] = last
      for (let place = 0; ;) {
        const left = 2 * place + 1
        if (left >= heap.length) return
        const right = left + 1
        const least = right < heap.length && isBefore(at(right), at(left)) ? right : left
        if (!isBefore(at(least), at(place))) return
        swap(place, least)
        place = least
      }
    },
  }
}

export function createVirtualClock(): VirtualClock {
  const queue = createQueue()
  let nowMs = 0
  let turn = 0
  return {
    now: () => nowMs,
    after(ms, run) {
      const task: Task = { atMs: nowMs + Math.max(0, ms), turn: turn++, run }
      queue.push(task)
      return () => {
        task.run = undefined
      }
    },
    async pass(ms) {
      const end = nowMs + ms
      for (let task = queue.first(); task && task.atMs <= end; task = queue.first()) {
        queue.shift()
        if (task.run === undefined) continue
        nowMs = task.atMs
        task.run()
        // What waits for a promise of this moment comes before the next moment.
        await settle()
      }
      nowMs = end
    },
  }
}
