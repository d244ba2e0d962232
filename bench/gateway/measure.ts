import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { endProgram, killAtExit } from '../support/end-program.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { offerLoad } from './offer-load.ts'
import { type NullKinesis, startNullKinesis } from './null-kinesis.ts'
import type { Sample } from './sample.ts'

/** What a subject says of itself in its log, when it is ready. */
interface Addresses {
  readonly url: string
  readonly admin?: string
}

/** The gateway, a handler that only parses, and a handler as one would write it. */
export type Subject = 'weir' | 'floor' | 'naive'

const seconds = 4
/** Until the engine has compiled what runs often, which it still does after 5 s; a gateway runs for weeks. */
const warmUpSeconds = 10
const connections = 32
const root = resolve(import.meta.dirname, '../..')

/** Starts a subject in a process of its own on one core, loads it from this one, and ends it. */
export async function measure(subject: Subject, eventsPerRequest: number): Promise<Sample> {
  const scratch = createScratchFolder()
  // The SDK's default is HTTP/2, ours is HTTP/1.1.
  const kinesis = await startNullKinesis(subject === 'naive' ? 'h2' : 'h1')
  const child = await startSubject(subject, { folder: scratch.path, kinesis })
  try {
    await offerLoad({ url: child.url, eventsPerRequest, connections, seconds: warmUpSeconds })
    const before = await cpuOf(child.process)
    const taken = { ...kinesis.taken }
    const load = await offerLoad({ url: child.url, eventsPerRequest, connections, seconds })
    const after = await cpuOf(child.process)
    const millions = load.events / 1e6
    return {
      ...load.latency,
      recordsPerMillion: (kinesis.taken.records - taken.records) / millions,
      mbPerMillion: (kinesis.taken.bytes - taken.bytes) / 1e6 / millions,
      behind: child.admin === undefined ? 0 : await behindOf(child.admin),
      eventsPerSecond: load.events / seconds,
      cpuMicrosPerEvent: ((after.seconds - before.seconds) * 1e6) / load.events,
      rssMiB: after.rssMiB,
    }
  } finally {
    await endProgram(child.process)
    kinesis.close()
    scratch.remove()
  }
}

/** The share of the accepted events that the stream does not have yet: work that is not done. */
async function behindOf(admin: string): Promise<number> {
  const text = await (await fetch(`${admin}/metrics`)).text()
  const read = (name: string) =>
    Number(new RegExp(`^weir_${name.replaceAll(/[{}]/gu, '\\$&')} (.*)$`, 'mu').exec(text)?.[1])
  const accepted = read('events_accepted_total')
  return (accepted - read('events_delivered_total{stream="events"}')) / accepted
}

export interface StartOptions {
  readonly folder: string
  readonly kinesis: Pick<NullKinesis, 'url'>
  /** Default: from source. */
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  /** Which it may use. Default: the first one; the load has the other. */
  readonly cores?: string
}

/** A subject in a process of its own, on one core. */
export async function startSubject(
  subject: Subject,
  { folder, kinesis, program, env = {}, cores = '0' }: StartOptions,
): Promise<Addresses & { process: ChildProcess }> {
  const sites = join(folder, 'sites.json')
  await writeFile(sites, JSON.stringify({ sites: [{ site_id: 'demo', write_keys: ['wk_demo'] }] }))
  const source = subject === 'weir' ? 'packages/gateway/src/main.ts' : `bench/gateway/${subject}.ts`
  const main = program ?? source
  const node = [process.execPath, '--conditions=weir-source', resolve(root, main)]
  // The subject has one core, the load the other.
  const child = spawn('taskset', ['-c', cores, ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL_KINESIS: kinesis.url,
      ...(subject === 'weir' ? weirSettings(folder, sites) : {}),
      ...env,
    },
  })
  killAtExit(child)
  const { url, admin } = await new Promise<Addresses>((found, failed) => {
    child.on('exit', (code) => failed(new Error(`${subject} ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Addresses & { msg?: string }
      if (said.msg === 'ready') found(said)
    })
  })
  return { process: child, url, ...(admin === undefined ? {} : { admin }) }
}

const weirSettings = (folder: string, sites: string) => ({
  WEIR_HOST: '127.0.0.1',
  WEIR_PORT: '0',
  WEIR_ADMIN_PORT: '0',
  WEIR_STREAM: 'events',
  WEIR_REJECTED_STREAM: 'rejected',
  WEIR_RATE_LIMIT: 'off',
  WEIR_SITES: sites,
  WEIR_SPOOL: join(folder, 'spool'),
})

/** The most memory that a process ever held, by the kernel: one who looks now and then misses what lies between. */
export async function peakOf({ pid }: { readonly pid?: number | undefined }): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1]) / 1024
}

/** CPU and memory of a process, as the kernel counts them: all of its threads. */
export async function cpuOf({
  pid,
}: {
  readonly pid?: number | undefined
}): Promise<{ seconds: number; rssMiB: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { seconds: ticks / 100, rssMiB: (Number(fields[21]) * 4096) / 1024 ** 2 }
}
