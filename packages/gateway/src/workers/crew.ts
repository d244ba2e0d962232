import type { Logger } from 'pino'
import type { Metrics, MetricsSnapshot } from '../metrics.ts'
import { createPeer, type Handlers, type Peer, type Port } from './peer.ts'
import { createRestartPause, type RestartPause } from './restart-pause.ts'
import { addMetrics, lasting } from './sum-metrics.ts'

/** A process that can serve, as whoever made it sees it. */
export interface WorkerProcess {
  readonly pid: number | undefined
  readonly port: Port
  kill(signal: NodeJS.Signals): void
  onExit(see: (code: number | null, signal: string | null) => void): void
}

/** One of the processes that serve now. */
export interface Member {
  readonly slot: number
  readonly process: WorkerProcess
  readonly peer: Peer
  /** Serves: it has said so, and has not ended since. */
  isReady: boolean
  /** What it had counted when it was last heard of. */
  snapshot: MetricsSnapshot
}

/** Keeps so many processes at work. */
export interface Crew {
  /** Resolves with the address when all of them serve; rejects if one ends before. */
  readonly started: Promise<string>
  members(): readonly Member[]
  /** The answers of those that serve and do answer. */
  askAll<Answer>(what: string, argument?: unknown): Promise<Answer[]>
  /** What those that ended had counted. */
  left(): Promise<MetricsSnapshot>
  /** Starts nobody again; ends all, and resolves with whether each was done in time. */
  dismiss(limitMs: number): Promise<boolean>
}

export interface CrewOptions {
  readonly size: number
  readonly logger: Logger
  readonly fork: () => WorkerProcess
  /** Those that are restarted are counted here. */
  readonly metrics: Metrics
  /** What a worker may ask beside its place. */
  readonly handlers: (member: () => Member) => Handlers
  readonly onReady: (member: Member) => void
}

interface Slot {
  readonly index: number
  readonly pause: RestartPause
  member: Member | undefined
  timer: NodeJS.Timeout | undefined
  /** Whether the last one that was dismissed had delivered everything. */
  wasInTime: boolean
}

/** How long after its time a worker is left to end by itself, in milliseconds. */
const graceMs = 2000

export function createCrew(options: CrewOptions): Crew {
  const { size, logger, metrics } = options
  const slots = Array.from({ length: size }, (_each, index) => createSlot(index))
  const started = Promise.withResolvers<string>()
  const state = { isDismissed: false, hasStarted: false }
  let left: Promise<MetricsSnapshot> = Promise.resolve([])
  const serving = () => slots.flatMap(({ member }) => (member?.isReady === true ? [member] : []))

  const onReady = (member: Member, url: string): void => {
    member.isReady = true
    options.onReady(member)
    logger.debug({ worker: member.slot, worker_pid: member.process.pid }, 'worker serves')
    if (serving().length < size || state.hasStarted) return
    state.hasStarted = true
    started.resolve(url)
  }
  const run = (slot: Slot): void => {
    const since = performance.now()
    const member = enlist(slot, { options, onReady })
    member.process.onExit((code, signal) => {
      slot.member = undefined
      member.isReady = false
      left = left.then((before) => addMetrics(before, lasting(member.snapshot)))
      const about = { worker: slot.index, worker_pid: member.process.pid, code, signal }
      if (!state.hasStarted) started.reject(new Error(`worker ${slot.index} did not start`))
      if (state.isDismissed || !state.hasStarted) return
      const ms = slot.pause.next(performance.now() - since)
      logger.error({ ...about, again_in_ms: ms }, 'worker ended')
      metrics.counts.restarts++
      slot.timer = setTimeout(() => run(slot), ms)
    })
  }
  for (const slot of slots) run(slot)
  return {
    started: started.promise,
    members: serving,
    left: () => left,
    async askAll<Answer>(what: string, argument?: unknown) {
      const asks = serving().map(({ peer }) => peer.ask<Answer>(what, argument))
      const asked = await Promise.allSettled(asks)
      return asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    },
    async dismiss(limitMs) {
      state.isDismissed = true
      await Promise.all(slots.map((slot) => dismiss(slot, limitMs + graceMs)))
      return slots.every(({ wasInTime }) => wasInTime)
    },
  }
}

const createSlot = (index: number): Slot => ({
  index,
  pause: createRestartPause(),
  member: undefined,
  timer: undefined,
  wasInTime: false,
})

interface Enlisting {
  readonly options: CrewOptions
  readonly onReady: (member: Member, url: string) => void
}

/** Starts a process and tells it what it asks. */
function enlist(slot: Slot, { options, onReady }: Enlisting): Member {
  const process = options.fork()
  const peer = createPeer(process.port, {
    ...options.handlers(() => member),
    place: () => ({ slot: slot.index, of: options.size }),
    ready: (url: string) => onReady(member, url),
    drained({ inTime, snapshot }: { inTime: boolean; snapshot: MetricsSnapshot }) {
      slot.wasInTime = inTime
      member.snapshot = snapshot
    },
  })
  const member: Member = { slot: slot.index, process, peer, isReady: false, snapshot: [] }
  slot.member = member
  return member
}

/** One that does not serve yet has taken nothing: there is nothing to wait for. */
function dismiss(slot: Slot, limitMs: number): Promise<void> {
  clearTimeout(slot.timer)
  const { member } = slot
  if (member === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const late = setTimeout(() => member.process.kill('SIGKILL'), limitMs)
    member.process.onExit(() => {
      clearTimeout(late)
      resolve()
    })
    if (member.isReady) member.peer.tell('drain')
    else member.process.kill('SIGKILL')
  })
}
