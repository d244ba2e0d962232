import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buildWhatIsStale } from './builds.ts'
import { caughtUp } from './caught-up.ts'
import { type Ground, prepareGround } from './ground.ts'
import type { PipelineOptions } from './pipeline-options.ts'
import { type Program, type ProgramContext, type ProgramSpec, startProgram } from './program.ts'
import {
  firehoseProgram,
  type GatewayReady,
  gatewayProgram,
  kinesisProgram,
  shopProgram,
  type Surroundings,
  trafficProgram,
} from './programs.ts'

/** The addresses of a pipeline that runs. */
export interface Addresses {
  readonly gateway: string
  readonly admin: string
  readonly shop: string
  /** Not with --aws. */
  readonly kinesis: string | undefined
  /** Of the local Firehose's status; not with --aws. */
  readonly firehose: string | undefined
}

export interface Pipeline {
  readonly ground: Ground
  readonly addresses: Addresses
  /** Resolves when a program has ended that should not have, with one line that says which. */
  readonly broken: Promise<string>
  /**
   * Ends everything in the order of the path of an event, giving each program so long; answers one
   * line on what was stored.
   */
  stop(longestMs: number): Promise<string>
  /** Ends everything now: what was acknowledged is in the spool, in the stream or in the archive. */
  kill(): void
}

export interface PipelineContext {
  readonly env: NodeJS.ProcessEnv
  /** One line of progress, or of trouble. */
  readonly say: (line: string) => void
  /** Cuts a start short. */
  readonly signal: AbortSignal
}

type AnyProgram = Program<unknown>

/** Starts what the path of an event needs, from its end to its beginning. */
export async function startPipeline(
  options: PipelineOptions,
  context: PipelineContext,
): Promise<Pipeline> {
  const { env, say } = context
  const ground = await prepareGround({ ...options, data: resolve(options.data) })
  const running: AnyProgram[] = []
  const kill = (): void => {
    for (const program of running) program.kill()
  }
  try {
    await buildWhatIsStale(context, (name) => say(`building the ${name} …`))
    await mkdir(ground.paths.archive, { recursive: true })
    const crew = createCrew(running, { logs: ground.paths.logs, say }, context.signal)
    const programs = await startPrograms(crew, options, { ground, env })
    const used = gatewayProgram({ ground, env }, programs.addresses.kinesis).env
    const isUnused = (name: string) => name.startsWith('WEIR_') && env[name] !== used[name]
    for (const name of Object.keys(env).filter(isUnused)) {
      say(`${name} of the environment is not used: the pipeline sets it`)
    }
    const broken = Promise.race(
      running.map(async ({ name, ended, lines }) => {
        const how = await ended
        return `${name} ended (${how})${lines.length > 0 ? `: ${lines.at(-1)}` : ''}`
      }),
    )
    const stop = async (longestMs: number): Promise<string> => {
      const stored = await drain(programs, longestMs)
      await ground.release()
      return stored
    }
    return { ground, addresses: programs.addresses, broken, stop, kill }
  } catch (error) {
    kill()
    await Promise.all(running.map(({ ended }) => ended))
    await ground.release()
    throw error
  }
}

/** Starts programs and waits for each, unless the start is cut short. */
type Crew = <Ready>(spec: ProgramSpec<Ready>) => Promise<readonly [Program<Ready>, Ready]>

function createCrew(running: AnyProgram[], context: ProgramContext, signal: AbortSignal): Crew {
  const aborted = new Promise<never>((_done, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  aborted.catch(() => undefined)
  return async (spec) => {
    signal.throwIfAborted()
    const startedAt = performance.now()
    const program = startProgram(spec, context)
    running.push(program)
    const ready = await Promise.race([program.ready, aborted])
    const seconds = (performance.now() - startedAt) / 1000
    context.say(`${spec.name} is up after ${seconds.toFixed(1)} s`)
    return [program, ready]
  }
}

interface Programs {
  readonly kinesis: Program<string> | undefined
  readonly firehose: Program<string> | undefined
  readonly gateway: Program<GatewayReady>
  /** What sends events. */
  readonly senders: readonly AnyProgram[]
  readonly addresses: Addresses
}

async function startPrograms(
  crew: Crew,
  options: PipelineOptions,
  surroundings: Surroundings,
): Promise<Programs> {
  const [kinesis, kinesisUrl] = options.isAws ? [] : await crew(kinesisProgram(surroundings))
  const { bufferSeconds, trafficRate } = options
  const [[firehose, firehoseUrl], [gateway, { url, admin }], [shop, shopUrl]] = await Promise.all([
    kinesisUrl === undefined
      ? ([] as const)
      : crew(firehoseProgram(surroundings, { kinesisUrl, bufferSeconds })),
    crew(gatewayProgram(surroundings, kinesisUrl)),
    crew(shopProgram(surroundings)),
  ])
  const senders: AnyProgram[] = [shop]
  if (trafficRate > 0) {
    const [traffic] = await crew(trafficProgram(surroundings, trafficRate))
    senders.push(traffic)
  }
  return {
    kinesis,
    firehose,
    gateway,
    senders,
    addresses: { gateway: url, admin, shop: shopUrl, kinesis: kinesisUrl, firehose: firehoseUrl },
  }
}

/** Nothing is stopped before what it waits for has come. */
async function drain(programs: Programs, longestMs: number): Promise<string> {
  const { senders, gateway, firehose, kinesis, addresses } = programs
  await Promise.all(senders.map((program) => program.stop(longestMs)))
  const taken = await countTaken(addresses.gateway)
  await gateway.stop(longestMs)
  if (addresses.kinesis !== undefined && addresses.firehose !== undefined) {
    await caughtUp(addresses.kinesis, addresses.firehose)
  }
  await firehose?.stop(longestMs)
  await kinesis?.stop(longestMs)
  const stored = firehose?.lines
    .findLast((line) => line.includes(': stored '))
    ?.replace(/^.*?: /u, 'the archive ')
  return [taken, stored].filter((part) => part !== undefined).join('; ')
}

/** Nothing of a gateway that is gone. */
async function countTaken(gateway: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${gateway}/console/api/summary`, {
      signal: AbortSignal.timeout(2000),
    })
    const { accepted, rejected } = (await answer.json()) as { accepted: number; rejected: number }
    const count = (value: number) => value.toLocaleString('en')
    return `the gateway took ${count(accepted)} events and rejected ${count(rejected)}`
  } catch {
    return undefined
  }
}
