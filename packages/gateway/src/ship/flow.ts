export interface FlowLimits {
  /** Lines that are given to the sink and not stored: each of them is in memory several times. */
  readonly underWayBytes: number
  /**
   * In deliveries that are not over. After a crash they are sent again, and what was delivered behind the
   * first of them.
   */
  readonly openBytes: number
}

/**
 * How much is on its way. A delivery is over when its last line is stored, which may be in a record that
 * waits for company: counted by deliveries alone, as much as fits would be sent once in a linger.
 */
export interface Flow {
  /** A delivery begins, and is over. */
  open(bytes: number): void
  close(bytes: number): void
  /** Lines are given to the sink, and are stored. */
  give(bytes: number): void
  store(bytes: number): void
  /** Resolves when there is room for another delivery, or when it is stopped. */
  room(): Promise<void>
}

export function createFlow({ underWayBytes, openBytes }: FlowLimits, stopped: AbortSignal): Flow {
  let open = 0
  let underWay = 0
  let wake = (): void => undefined
  const isFull = (): boolean => underWay > underWayBytes || open > openBytes
  stopped.addEventListener('abort', () => wake())
  return {
    open(bytes) {
      open += bytes
    },
    close(bytes) {
      open -= bytes
      wake()
    },
    give(bytes) {
      underWay += bytes
    },
    store(bytes) {
      underWay -= bytes
      wake()
    },
    async room() {
      while (isFull() && !stopped.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
