import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { endProgram } from '../end-program.ts'
import { createScratchFolder } from '../scratch-folder.ts'
import { createStandstill } from '../standstill.ts'
import { untilArchived } from '../stream-end.ts'

test('bears what moves, however slowly, and names what does not', () => {
  let now = 0
  const look = createStandstill({ what: 'the crowd is stuck', mostMs: 1000, nowMs: () => now })
  for (let step = 0; step < 5; step += 1) {
    look(`at ${step}`)
    now += 999
    look(`at ${step}`)
  }
  now += 2
  expect(() => look('at 4')).toThrow('the crowd is stuck for 1 s: at 4')
})

test('says of a Firehose that archives nothing that it stands still', async () => {
  const record = JSON.stringify({ shardId: 'shard-0', sequenceNumber: '1', data: '' })
  const server = createServer((_request, response) => response.end(`${record}\n`))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const folder = createScratchFolder()
  onTestFinished(() => {
    folder.remove()
    server.close()
  })
  const kinesisUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await expect(untilArchived({ kinesisUrl, state: folder.path, stuckMs: 1 })).rejects.toThrow(
    'the Firehose stands still for 0.001 s: {}',
  )
})

test('kills a program that does not hear its signal, which then has no exit code', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM; echo deaf; exec sleep 60'])
  await once(child.stdout, 'data')
  expect(await endProgram(child, 'SIGTERM', 10)).toBeNull()
  expect(child.signalCode).toBe('SIGKILL')
  expect(await endProgram(child, 'SIGTERM', 10)).toBeNull()
})
