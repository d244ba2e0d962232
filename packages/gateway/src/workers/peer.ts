/** One end of a channel between two processes: messages arrive whole, in order, or not at all. */
export interface Port {
  send(message: unknown): void
  /** Messages that are still on their way out. */
  pending(): number
  onMessage(see: (message: unknown) => void): void
  onClose(see: () => void): void
}

/** Answers what the other side asks; what it throws, the other side is told. */
export type Handlers = Readonly<Record<string, (argument: never) => unknown>>

/** Asks the other process, and answers it. */
export interface Peer {
  /** Rejects when the other side throws, is gone, or does not answer in time. */
  ask<Answer>(what: string, argument?: unknown, limitMs?: number): Promise<Answer>
  tell(what: string, argument?: unknown): void
  /** Messages that are still on their way out. */
  pending(): number
}

interface Message {
  readonly weir: 'ask' | 'tell' | 'answer' | 'failure'
  readonly id?: number
  readonly what?: string
  readonly argument?: unknown
}

/** A process that is this late is stuck, in milliseconds. */
export const patienceMs = 5000

export function createPeer(port: Port, handlers: Handlers): Peer {
  const open = new Map<number, Asked>()
  let count = 0
  let isClosed = false

  const handle = (what: string | undefined, argument: unknown): unknown => {
    const handler = what === undefined ? undefined : handlers[what]
    if (handler === undefined) throw new Error(`nobody here knows ${what}`)
    return handler(argument as never)
  }
  const reply = async ({ id, what, argument }: Message): Promise<void> => {
    try {
      port.send({ weir: 'answer', id, argument: await handle(what, argument) })
    } catch (error) {
      port.send({ weir: 'failure', id, argument: (error as Error).message })
    }
  }
  port.onMessage((received) => {
    // Others use the same channel: the cluster module for one.
    if (!isMessage(received)) return
    const { weir, id = -1, what, argument } = received
    if (weir === 'ask') return void reply(received)
    if (weir === 'tell') return void handle(what, argument)
    const asked = open.get(id)
    open.delete(id)
    if (weir === 'answer') asked?.resolve(argument as never)
    else asked?.reject(new Error(String(argument)))
  })
  port.onClose(() => {
    isClosed = true
    for (const asked of open.values()) asked.reject(new Error('the other process is gone'))
    open.clear()
  })
  return {
    pending: () => port.pending(),
    ask<Answer>(what: string, argument?: unknown, limitMs = patienceMs) {
      if (isClosed) return Promise.reject(new Error('the other process is gone'))
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const id = count++
      const late = setTimeout(() => {
        open.delete(id)
        reject(new Error(`no answer to ${what} within ${limitMs} ms`))
      }, limitMs)
      open.set(id, { resolve, reject })
      port.send({ weir: 'ask', id, what, argument })
      return promise.finally(() => clearTimeout(late))
    },
    tell(what, argument) {
      if (!isClosed) port.send({ weir: 'tell', what, argument })
    },
  }
}

interface Asked {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'weir' in value
