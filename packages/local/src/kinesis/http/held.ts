import type { Exchange } from './exchange.ts'

/** Requests that get no answer as long as a hang fault is in force. */
export interface Held {
  readonly hold: (faultId: string, exchange: Exchange) => void
  /** Cuts those that one of these faults holds. */
  readonly release: (faultIds: readonly string[]) => void
  readonly count: () => number
}

export function createHeld(): Held {
  const held = new Map<Exchange, string>()
  return {
    hold(faultId, exchange) {
      held.set(exchange, faultId)
      exchange.response.on('close', () => held.delete(exchange))
    },
    release(faultIds) {
      for (const [exchange, faultId] of held) if (faultIds.includes(faultId)) exchange.cut()
    },
    count: () => held.size,
  }
}
