import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { usualEvent } from '@weir/schema/corpus'
import { expect, onTestFinished, test } from 'vitest'
import { runGateway } from '../support/run-gateway.ts'
import { startProgram } from '../support/start-program.ts'
import { containerOf } from './containers.ts'
import type { Synthesis } from './synthesise.ts'
import type { Template } from './template.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-task-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** The container that writes the sites, on a folder of this machine. */
async function writeSites(template: Template, folder: string): Promise<string> {
  const path = join(folder, 'sites.json')
  const { words, settings } = containerOf(template, 'sites')
  const program = startProgram(
    words.map((word) => (word === '/data/sites.json' ? path : word)),
    settings,
  )
  expect(await program.ended()).toBe(0)
  return path
}

/** The task on this machine. */
export function runningTaskCases({ template }: Synthesis): void {
  test('runs as its containers are written: sites, gateway, metrics', async () => {
    const sites = await writeSites(template, await temporaryFolder())
    expect(JSON.parse(await readFile(sites, 'utf8'))).toHaveProperty('sites.0.write_keys', [
      'wk_demo',
    ])
    const gateway = await runGateway(containerOf(template, 'gateway').settings, sites)
    const { words } = containerOf(template, 'metrics')
    const [address, everyMs] = words.slice(-5, -3)
    expect([address, everyMs]).toEqual(['http://127.0.0.1:9090/metrics', '60000'])
    const reporter = startProgram([
      ...words.slice(0, -5),
      `${gateway.adminUrl}/metrics`,
      '20',
      ...words.slice(-3),
    ])
    expect(JSON.parse(await reporter.line())).toMatchObject({ stack: 'Weir', events_received: 0 })

    const good = Array.from({ length: 40 }, () => ({
      ...usualEvent,
      event_id: crypto.randomUUID(),
    }))
    const answer = await gateway.send([...good, { event_id: 'nonsense' }], 'wk_demo')
    expect(answer).toMatchObject({ accepted: 40, rejected: [{ code: 'schema' }] })

    const sums = { events_received: 0, events_accepted: 0, events_rejected: 0, events_delivered: 0 }
    while (sums.events_delivered < 41) {
      const told = JSON.parse(await reporter.line()) as typeof sums
      for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += told[name]
    }
    expect(sums).toEqual({
      events_received: 41,
      events_accepted: 40,
      events_rejected: 1,
      events_delivered: 41,
    })

    // What Firehose would put one after the other into an object reads as one file of gzip.
    const object = Buffer.concat((await gateway.records('events')).map(({ data }) => data))
    const lines = gunzipSync(object).toString().trim().split('\n')
    expect(lines).toHaveLength(40)
    expect(await gateway.records('rejected')).toHaveLength(1)
    reporter.signal('SIGTERM')
    expect(await gateway.stop()).toBe(0)
    expect(await reporter.ended()).toBe(0)
  })
}
