import type { Port } from '../../src/workers/peer.ts'

/** Two ports that are the ends of one channel; `cut` closes it. */
export function channel(): { ends: [Port, Port]; cut: () => void } {
  const sees: ((message: unknown) => void)[] = []
  const closes: (() => void)[] = []
  const end = (at: 0 | 1): Port => ({
    // As IPC does, and later than the call.
    send: (message) => queueMicrotask(() => sees[1 - at]?.(structuredClone(message))),
    pending: () => 0,
    onMessage: (see) => (sees[at] = see),
    onClose: (see) => closes.push(see),
  })
  return { ends: [end(0), end(1)], cut: () => closes.forEach((close) => close()) }
}
