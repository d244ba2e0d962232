import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutRecordCommand } from '@aws-sdk/client-kinesis'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from './kinesis/sdk.ts'
import { type Program, run } from './run.ts'

const urlOf = async (program: Program): Promise<string> =>
  (await program.says(/Kinesis on (\S+),/))[1] ?? ''

test('serves, survives a kill and ends cleanly on SIGTERM', async () => {
  const data = await mkdtemp(join(tmpdir(), 'weir-local-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const words = ['kinesis', '--port', '0', '--stream', 'events:2', '--data', data]
  const first = run(words)
  const client = createClient(await urlOf(first))
  const Data = Buffer.from('hello')
  await client.send(new PutRecordCommand({ StreamName: 'events', PartitionKey: 'k', Data }))
  client.destroy()
  first.child.kill('SIGKILL')
  expect(await first.exit).toBe('SIGKILL')

  const second = run(words)
  const url = await urlOf(second)
  expect(await (await fetch(`${url}/weir/streams/events/data`)).text()).toBe('hello')
  const third = run(['kinesis', '--port', new URL(url).port])
  await third.says(/^weir-local: the port is taken: .*\n$/)
  expect(await third.exit).toBe(1)
  second.child.kill('SIGTERM')
  expect(await second.exit).toBe(0)
})

test('says in one line what is wrong with the command, and helps', async () => {
  const wrong = run(['kinesis', '--prot', '1'])
  await wrong.says(/^weir-local: Unknown option '--prot'/)
  expect(await wrong.exit).toBe(1)
  const unknown = run(['firehoes'])
  await unknown.says(/^weir-local: there is no command "firehoes"\n$/)
  expect(await unknown.exit).toBe(1)
  const helped = run(['--help'])
  await helped.says(/weir-local kinesis \[options\][^]*weir-local firehose \[options\]/)
  expect(await helped.exit).toBe(0)
})
