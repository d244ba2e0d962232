#!/usr/bin/env node
import { help, readOptions, type TrafficOptions, UsageError } from './options.ts'
import { describeReport, progressLine } from './report.ts'
import { runTraffic } from './run-traffic.ts'
import { createGatewaySender } from './send/gateway-sender.ts'
import type { Sender } from './send/sender.ts'

/** `pnpm traffic`: synthetic visitors against a gateway, or straight into Kinesis. */
async function makeSender(options: TrafficOptions): Promise<Sender> {
  if (options.kinesis === undefined) return createGatewaySender(options)
  // The AWS SDK is loaded by those who need it.
  const { createKinesisSender } = await import('./send/kinesis-sender.ts')
  return createKinesisSender(options.kinesis)
}

async function run(words: readonly string[]): Promise<number> {
  const options = readOptions(words)
  const sender = await makeSender(options)
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  const { rate, seed } = options
  console.log(`traffic: ${rate} events/s to ${sender.target}, seed ${seed}`)
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const { read, done } = runTraffic(options, sender, stop.signal)
  const live = setInterval(() => {
    if (!process.stdout.isTTY) return
    const line = progressLine(read(), seconds()).slice(0, process.stdout.columns - 1)
    process.stdout.write(`\r\u001b[K${line}`)
  }, 500)
  try {
    const report = await done
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    console.log(describeReport(report, seconds()))
    return report.accepted > 0 ? 0 : 1
  } finally {
    clearInterval(live)
  }
}

const words = process.argv.slice(2)
if (words.includes('--help')) console.log(help.trimEnd())
else {
  try {
    process.exitCode = await run(words)
  } catch (error) {
    console.error(`traffic: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}
