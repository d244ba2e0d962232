/**
 * Deliveries end in any order; the checkpoint moves in one. Follows the positions under way and
 * tells how far everything before is done.
 */
export interface ConfirmTracker {
  begin(position: number): void
  /** Returns the last position before which nothing is under way, if it moved. */
  end(position: number): number | undefined
  readonly underWay: number
}

export function createConfirmTracker(): ConfirmTracker {
  const order: { position: number; done: boolean }[] = []
  const open = new Map<number, { position: number; done: boolean }>()
  let head = 0
  return {
    begin(position) {
      const entry = { position, done: false }
      order.push(entry)
      open.set(position, entry)
    },
    end(position) {
      const entry = open.get(position)
      if (entry === undefined) throw new Error(`position ${position} is not under way`)
      entry.done = true
      open.delete(position)
      let last: number | undefined
      for (; head < order.length && order[head]?.done; head++) last = order[head]?.position
      // Taken away in large steps: a shift for each position would copy the rest every time.
      if (head > 1024 || head === order.length) {
        order.splice(0, head)
        head = 0
      }
      return last
    },
    get underWay() {
      return open.size
    },
  }
}
