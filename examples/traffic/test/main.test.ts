import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { createKinesisServer } from '@weir/local'
import { expect, onTestFinished, test } from 'vitest'

const main = join(import.meta.dirname, '../src/main.ts')

const run = (...words: string[]) =>
  new Promise<{ code: number | string | undefined; out: string; err: string }>((done) => {
    const all = ['--conditions=weir-source', main, ...words]
    execFile(process.execPath, all, (error, out, err) =>
      done({ code: error === null ? 0 : (error.code ?? undefined), out, err }),
    )
  })

test('says what it sends and what became of it, line by line where nobody watches', async () => {
  const kinesis = await createKinesisServer({ streams: [{ name: 'events', shards: 1 }] })
  onTestFinished(kinesis.close)
  const target = ['--kinesis', '--endpoint', kinesis.url]
  const { code, out } = await run(...target, '--rate', '50', '--seconds', '1', '--seed', '7')
  expect(code).toBe(0)
  expect(out.trimEnd().split('\n')).toEqual([
    `traffic: 50 events/s to the stream events at ${kinesis.url}, seed 7`,
    expect.stringMatching(/^ {2}accepted {2}5\d events \(\d+\/s\)$/u),
    '  rejected  0 events, on purpose',
    expect.stringMatching(/^ {2}answers {3}ok × \d+ \(\d+ requests\)$/u),
    expect.stringMatching(/^ {2}latency {3}p50 .*, p99 .*, from when each was due$/u),
  ])
})

test('refuses what makes no sense in one line, and helps', async () => {
  expect(await run('--rate', 'many')).toEqual({
    code: 2,
    out: '',
    err: 'traffic: --rate must be a whole number from 1 to 100000, not "many"\n',
  })
  const { code, out } = await run('--help')
  expect([code, out.split('\n')[0]]).toEqual([0, 'pnpm traffic -- [options]'])
})
