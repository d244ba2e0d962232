import type { Exchange } from '../../http/exchange.ts'

/** Requests that get no answer as long as a hang fault is in force. */
export interface Held {
  readonly hold: (faultId: string, exchange: Exchange) => void
  /** Cuts those that this fault holds, or all. */
  readonly release: (faultId?: string) => void
  readonly count: () => number
}

export function createHeld(): Held {
  const held = new Map<Exchange, string>()
  return {
    hold(faultId, exchange) {
      held.set(exchange, faultId)
      exchange.response.on('close', () => held.delete(exchange))
    },
    release(faultId) {
      for (const [exchange, holder] of held) {
        if (faultId === undefined || faultId === holder) exchange.cut()
      }
    },
    count: () => held.size,
  }
}
