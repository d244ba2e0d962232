#!/usr/bin/env node
import cluster from 'node:cluster'
import { setFlagsFromString } from 'node:v8'
import { type Logger, pino } from 'pino'
import { checkFiles } from './config/check-files.ts'
import type { Config } from './config/config-table.ts'
import { configHelp, describeConfig, readConfig, workersOf } from './config/read-config.ts'
import { findConsolePage } from './console/find-page.ts'
import { endWithLog, type Log } from './end-with-log.ts'
import { explain } from './explain.ts'
import { type Gateway, type GatewayParts, startGateway } from './gateway.ts'
import { createSink } from './create-sink.ts'
import { createStore, type Place } from './create-store.ts'
import { createFork } from './workers/create-fork.ts'
import { ipcPort } from './workers/ipc-port.ts'
import { loadSdkScript, sdkScriptName } from './sdk-script.ts'
import { type Primary, startPrimary } from './workers/primary.ts'
import { startWorker } from './workers/worker.ts'

const help = `weir-gateway: takes beacons, validates each event, stores it durably, ships it to Kinesis

  weir-gateway            runs; SIGTERM and SIGINT drain, SIGHUP reads sites and places again
  weir-gateway --check    validates and prints the configuration, with the files it names, and ends
  weir-gateway --help     this

Settings, from the environment (name, default, what it is):
${configHelp().join('\n')}

Region, endpoint and credentials are the AWS SDK's own variables.
`

/**
 * By itself, V8 lets the old generation grow to several times what lives in it before it collects. What
 * lives there is small and what dies there is much while a backlog is delivered.
 */
const collectsEarly = '--heap-growing-percent=30'

async function main(words: readonly string[]): Promise<void> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    return void process.stdout.write(help)
  }
  const unknown = words.find((word) => word !== '--check')
  if (unknown !== undefined) return refuse([`unknown word ${unknown}; weir-gateway --help`])
  const { config, faults } = readConfig(process.env)
  if (config === undefined) return refuse(faults)
  if (words.includes('--check')) {
    const wrong = await checkFiles(config)
    if (wrong.length > 0) return refuse(wrong)
    return void process.stdout.write(`${describeConfig(process.env).join('\n')}\n`)
  }
  setFlagsFromString(collectsEarly)
  const log = pino.destination(1)
  const base = { name: 'weir-gateway', pid: process.pid }
  const logger = pino({ level: config.logLevel, base }, log)
  const sdkScript = await loadSdkScript(() => import.meta.resolve(sdkScriptName))
  const consolePage = config.console
    ? await findConsolePage(() => import.meta.resolve('@weir/console/page'))
    : undefined
  const made = { config, log, logger, sdkScript, consolePage }
  await (cluster.isWorker ? runWorker(made) : run(made))
}

interface Made {
  readonly config: Config
  /** Where the lines of the logger go. */
  readonly log: Log
  readonly logger: Logger
  readonly sdkScript: Buffer | undefined
  readonly consolePage: string | undefined
}

const makeParts = (
  { config, logger, sdkScript, consolePage }: Made,
  place?: Place,
): GatewayParts => ({
  config,
  logger,
  sdkScript,
  consolePage,
  sink: (metrics) => createSink(config, { metrics, logger }),
  store: (sink, metrics) =>
    createStore(config, { sink, metrics, logger, ...(place === undefined ? {} : { place }) }),
})

async function run(made: Made): Promise<void> {
  const { config, logger, sdkScript, consolePage } = made
  const workers = workersOf(config)
  const starting: Promise<Gateway | Primary> =
    workers === 1
      ? startGateway(makeParts(made))
      : startPrimary({ config, logger, workers, fork: createFork(logger) })
  // The public may be served before the start has ended.
  reloadOnSignal(made, starting)
  drainOnSignal(made, starting)
  const gateway = await starting
  // Whoever reads this may send a signal at once.
  const { sink, spool } = config
  logger.info({ url: gateway.url, admin: gateway.adminUrl, sink, spool, workers }, 'ready')
  if (sdkScript === undefined) {
    logger.warn('@weir/browser-sdk is not built: /weir.js answers 404')
  }
  if (config.console && consolePage === undefined) {
    logger.warn('@weir/console is not built: /console answers 404; its API is there')
  }
}

/** Signals that reach the whole group find a worker that drains, or reads its files, when its primary says so. */
async function runWorker(made: Made): Promise<void> {
  // Without a listener it ends the process.
  process.on('SIGHUP', () => undefined)
  const starting = startWorker({
    port: ipcPort(process),
    make: (place) => makeParts(made, place),
    onDrain: () => stop(),
  })
  const stop = drainOnSignal(made, starting)
  await starting
}

function reloadOnSignal({ logger }: Made, starting: Promise<Pick<Gateway, 'reload'>>): void {
  process.on('SIGHUP', () => {
    starting
      .then((gateway) => gateway.reload())
      .then(
        () => logger.info('files read again'),
        (error: Error) => logger.error(`files not changed: ${error.message}`),
      )
  })
}

function drainOnSignal(
  { log, logger }: Made,
  starting: Promise<Pick<Gateway, 'drain'>>,
): () => void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    logger.info('draining')
    const drained = async (gateway: Pick<Gateway, 'drain'>) => {
      if (await gateway.drain()) logger.info('drained')
      else logger.warn('time is up; what is left stays in the spool')
      // What did not end in time must not hold the process.
      endWithLog(log, () => process.exit(0))
    }
    // A start that fails ends the process by itself.
    void starting.then(drained, () => undefined)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  return stop
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`weir-gateway: ${line}\n`)
  process.exitCode = 1
}

// pnpm passes on the -- of `pnpm gateway -- --check`.
await main(process.argv.slice(2).filter((word) => word !== '--')).catch((error: unknown) => {
  // A worker has told its primary, which says it once for all.
  if (cluster.isWorker) process.exit(1)
  refuse([explain(error)])
})
