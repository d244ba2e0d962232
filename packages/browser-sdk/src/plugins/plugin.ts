import type { WeirEvent } from '@weir/schema'
import type { CaptureContext, Stop } from '../capture/capture.ts'

/**
 * Sees every event before it is stored and sent: changes it, returns another one, or returns null
 * to drop it. A hook that throws drops the event as well: what it was to remove must not leave.
 */
export type BeforeSend = (event: WeirEvent) => WeirEvent | null | undefined | void

/** What became of events, for whoever wants to watch: an answer of the gateway, or a loss. */
export interface Report {
  /** How many. */
  readonly events: number
  /** `http_` and the status of the answer (0: there was none), or why they were given up. */
  readonly reason: string
  /** Whether they were given up. */
  readonly isLost?: boolean
  /** What the gateway answered: which events it rejected, and for what. */
  readonly answer?: string
}

/** What a plugin may do: all that a capture module may, and take part in what is sent. */
export interface PluginContext extends CaptureContext {
  /** Adds a hook that sees every event before it is stored and sent, in the order of adding. */
  readonly beforeSend: (hook: BeforeSend) => Stop

  /** Tells what becomes of events. */
  readonly onReport: (listener: (report: Report) => void) => Stop
}

/** Extends the SDK: started once with a context, ended by the stop that it returns. */
export type Plugin = (context: PluginContext) => Stop
