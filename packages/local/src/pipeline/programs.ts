import type { Ground } from './ground.ts'
import type { ProgramSpec } from './program.ts'

/** What every program stands on. */
export interface Surroundings {
  readonly ground: Ground
  /** Of the one who started the pipeline. */
  readonly env: NodeJS.ProcessEnv
}

/** What the demo site is called, and the key under which the shop and the traffic send. */
export const demoSite = { siteId: 'demo', writeKey: 'wk_demo' } as const

const local = 'packages/local/src/main.ts'
/** Enough for what one machine can send; AWS's limits hold for each. */
const eventShards = 4
const shardsOf = { events: eventShards, rejected: 1 } as const

/** The environment without what would lead a program of ours to somewhere else. */
const without = (env: NodeJS.ProcessEnv, prefix: RegExp): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !prefix.test(name)))

const findUrl =
  (pattern: RegExp) =>
  (line: string): string | undefined =>
    pattern.exec(line)?.[1]

/** Once they run, these speak up only when something is wrong, or when it is over. */
const sayAll = (line: string, isReady: boolean): string | undefined =>
  isReady ? line.replace(/^weir-local: /u, '') : undefined

export const kinesisProgram = ({ ground, env }: Surroundings): ProgramSpec<string> => ({
  name: 'kinesis',
  main: local,
  words: [
    'kinesis',
    `--port=${ground.kinesisPort}`,
    ...Object.entries(shardsOf).map(([name, shards]) => `--stream=${name}:${shards}`),
    `--data=${ground.paths.kinesis}`,
  ],
  env: without(env, /^(?:WEIR|AWS)_/u),
  readReady: findUrl(/Kinesis on (http:\S+),/u),
  readTrouble: sayAll,
})

/** What an event takes to the Firehose at most: the gateway's linger, and a read each second. */
const underwaySeconds = 2

export const firehoseProgram = (
  { ground, env }: Surroundings,
  options: { kinesisUrl: string; bufferSeconds: number },
): ProgramSpec<string> => ({
  name: 'firehose',
  main: local,
  words: [
    'firehose',
    `--port=${ground.firehosePort}`,
    `--endpoint=${options.kinesisUrl}`,
    `--archive=${ground.paths.archive}`,
    `--state=${ground.paths.firehose}`,
    `--buffer-seconds=${options.bufferSeconds - underwaySeconds}`,
  ],
  env: without(env, /^(?:WEIR|AWS)_/u),
  readReady: findUrl(/status on (http:\S+)\/weir\/status/u),
  readTrouble: sayAll,
})

/** Where the local Kinesis is; it takes any credentials. */
const localStream = (kinesisUrl: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL_KINESIS: kinesisUrl,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  WEIR_STREAM: 'events',
  WEIR_REJECTED_STREAM: 'rejected',
})

export interface GatewayReady {
  readonly url: string
  readonly admin: string
}

/** Without the address of a local Kinesis, the environment says where the streams are. */
export const gatewayProgram = (
  { ground, env }: Surroundings,
  kinesisUrl: string | undefined,
): ProgramSpec<GatewayReady> => ({
  name: 'gateway',
  main: 'packages/gateway/src/main.ts',
  words: [],
  env: {
    // Every visitor of a demo has the same address.
    WEIR_RATE_LIMIT: 'off',
    ...(kinesisUrl === undefined ? env : without(env, /^AWS_/u)),
    ...(kinesisUrl === undefined ? {} : localStream(kinesisUrl)),
    WEIR_SINK: 'kinesis',
    WEIR_HOST: '127.0.0.1',
    WEIR_PORT: String(ground.port),
    WEIR_ADMIN_HOST: '127.0.0.1',
    WEIR_ADMIN_PORT: String(ground.adminPort),
    WEIR_SITES: ground.paths.sites,
    WEIR_SPOOL: ground.paths.spool,
    WEIR_ARCHIVE: ground.paths.archive,
    WEIR_CONSOLE: '1',
  },
  readReady(line) {
    const [, url, admin] = /"url":"([^"]+)","admin":"([^"]+)".*"msg":"ready"/u.exec(line) ?? []
    return url === undefined || admin === undefined ? undefined : { url, admin }
  },
  readTrouble: readLogLine,
})

const warning = 40

/** Of pino's lines, those that somebody should know of. */
function readLogLine(line: string, isReady: boolean): string | undefined {
  // What is no line of the log before it is ready says why it will not be.
  if (!line.startsWith('{')) return isReady ? line : undefined
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level: number
      msg: string
      err?: { message?: string }
    }
    if (level < warning) return undefined
    const cause = err?.message
    return cause === undefined || msg.includes(cause) ? msg : `${msg}: ${cause}`
  } catch {
    return line
  }
}

export const shopProgram = ({ ground, env }: Surroundings): ProgramSpec<string> => ({
  name: 'shop',
  main: 'examples/script-tag/src/main.ts',
  words: [
    `--port=${ground.shopPort}`,
    `--gateway=http://localhost:${ground.port}`,
    `--write-key=${demoSite.writeKey}`,
  ],
  env: without(env, /^(?:WEIR|AWS)_/u),
  readReady: findUrl(/"listening": ?"([^"]+)"/u),
  readTrouble: sayAll,
})

export const trafficProgram = (
  { ground, env }: Surroundings,
  eventsPerSecond: number,
): ProgramSpec<true> => ({
  name: 'traffic',
  main: 'examples/traffic/src/main.ts',
  words: [
    `--gateway=http://localhost:${ground.port}`,
    `--write-key=${demoSite.writeKey}`,
    `--rate=${eventsPerSecond}`,
    '--seconds=0',
  ],
  env: without(env, /^(?:WEIR|AWS)_/u),
  readReady: (line) => (line.startsWith('traffic: ') ? true : undefined),
  readTrouble: sayAll,
})
