#!/usr/bin/env node
import { pino } from 'pino'
import { configHelp, describeConfig, readConfig } from './config/read-config.ts'
import { startGateway } from './gateway.ts'
import { createSink } from './create-sink.ts'
import { createStore } from './create-store.ts'

const help = `weir-gateway: takes beacons, validates each event, stores it durably, ships it to Kinesis

  weir-gateway            runs; SIGTERM and SIGINT drain, SIGHUP reads the sites again
  weir-gateway --check    validates and prints the configuration, and ends
  weir-gateway --help     this

Settings, from the environment (name, default, what it is):
${configHelp().join('\n')}

Region, endpoint and credentials are the AWS SDK's own variables.
`

async function main(words: readonly string[]): Promise<void> {
  if (words.includes('--help')) return void process.stdout.write(help)
  const unknown = words.find((word) => word !== '--check')
  if (unknown !== undefined) return refuse([`unknown word ${unknown}; weir-gateway --help`])
  const { config, faults } = readConfig(process.env)
  if (config === undefined) return refuse(faults)
  if (words.includes('--check')) {
    return void process.stdout.write(`${describeConfig(process.env).join('\n')}\n`)
  }
  const logger = pino({ level: config.logLevel, base: { name: 'weir-gateway', pid: process.pid } })
  const gateway = await startGateway({
    config,
    logger,
    sink: (metrics) => createSink(config, { metrics, logger }),
    store: (sink, metrics) => createStore(config, { sink, metrics, logger }),
  })
  logger.info(
    { url: gateway.url, admin: gateway.adminUrl, sink: config.sink, spool: config.spool },
    'ready',
  )
  process.on('SIGHUP', () => {
    gateway.reload().then(
      () => logger.info('sites read again'),
      (error: Error) => logger.error(`sites not changed: ${error.message}`),
    )
  })
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    logger.info('draining')
    void gateway.drain().then((inTime) => {
      if (inTime) logger.info('drained')
      else logger.warn('time is up; what is left stays in the spool')
      // What did not end in time must not hold the process.
      process.exit(0)
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`weir-gateway: ${line}\n`)
  process.exitCode = 1
}

/** One line with what is behind it: a spool that cannot be opened, and why the disk said no. */
function explain(error: unknown): string {
  const words: string[] = []
  for (let each = error; each instanceof Error; each = each.cause) {
    const { message } = each
    if (!words.some((before) => before.includes(message))) words.push(message)
  }
  return words.join(': ').replaceAll(/\s*\n\s*/gu, ' ') || String(error)
}

await main(process.argv.slice(2)).catch((error: unknown) => refuse([explain(error)]))
