import type { ConsoleLog } from '../console-log.ts'
import type { Place } from '../create-store.ts'
import { explain } from '../explain.ts'
import { type Edge, type GatewayParts, startEdge } from '../gateway.ts'
import { createPeer, type Handlers, type Peer, type Port } from './peer.ts'
import { createSharedConsole, type SharedConsole } from './shared-console.ts'

/** One process of several that serve as one. */
export interface Worker {
  /** Drains, and tells the primary what was counted to the end. */
  drain(): Promise<boolean>
}

export interface WorkerParts {
  readonly port: Port
  /** What it consists of, once it is known which of the workers this is. */
  readonly make: (place: Place) => GatewayParts
  readonly onDrain: () => void
}

/** Asks the primary for its place, and serves there. */
export async function startWorker({ port, make, onDrain }: WorkerParts): Promise<Worker> {
  let edge: Edge | undefined
  let shared: SharedConsole | undefined
  const handlers: Handlers = {
    metrics: () => started(edge).metrics.snapshot(),
    health: () => started(edge).health(),
    reload: () => started(edge).reload(),
    drain: () => onDrain(),
    ...consoleHandlers(() => shared),
  }
  const peer = createPeer(port, handlers)
  try {
    const place = await peer.ask<Place>('place')
    edge = await startEdge({
      ...make(place),
      shareConsole: (log: ConsoleLog) => (shared = createSharedConsole(log, () => peer)),
    })
  } catch (error) {
    // Said by the primary, once for all.
    await peer.ask('failed', explain(error)).catch(() => undefined)
    throw error
  }
  peer.tell('ready', edge.url)
  return { drain: () => drain(started(edge), peer) }
}

function started(edge: Edge | undefined): Edge {
  if (edge === undefined) throw new Error('this worker does not serve yet')
  return edge
}

const names = [
  'own entries',
  'own summary',
  'own reset',
  'own facts',
  'relay',
  'line',
  'sample',
  'batch',
] as const

/** There is a live page only where it is asked for. */
const consoleHandlers = (shared: () => SharedConsole | undefined): Handlers =>
  Object.fromEntries(
    names.map((name) => [
      `console ${name}`,
      (argument: never) => shared()?.handlers[`console ${name}`]?.(argument),
    ]),
  )

async function drain(edge: Edge, peer: Peer): Promise<boolean> {
  const inTime = await edge.drain()
  const snapshot = await edge.metrics.snapshot()
  // A primary that is gone has nobody to tell.
  await peer.ask('drained', { inTime, snapshot }).catch(() => undefined)
  return inTime
}
