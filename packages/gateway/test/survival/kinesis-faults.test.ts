import {
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from '@aws-sdk/client-kinesis'
import type { Fault } from '@weir/local'
import { expect, test } from 'vitest'
import { clientFor } from '../support/kinesis.ts'
import { startSurvival, type Survival, survived, untilAccepted } from '../support/survival.ts'
import { until } from '../support/until.ts'

const operations = ['PutRecords']
const spools = ['on', 'off'] as const

const retried = ({ gateway: { metrics } }: Survival, reason: string): number =>
  metrics.counts.retries.get(reason) ?? 0

const faults: readonly { name: string; fault: Fault; reason: string }[] = [
  {
    name: 'records that are throttled one by one',
    fault: { kind: 'throttle', rate: 0.4 },
    reason: 'throttled',
  },
  {
    name: 'records that fail one by one',
    fault: { kind: 'partialFailure', rate: 0.4 },
    reason: 'failed',
  },
  {
    name: 'requests that end with a 500',
    fault: { kind: 'error', rate: 0.4, operations },
    reason: 'server',
  },
  {
    name: 'requests that are stored and then end with a 500',
    fault: { kind: 'error', when: 'after', rate: 0.4, operations },
    reason: 'server',
  },
  {
    name: 'connections that hang',
    fault: { kind: 'hang', rate: 0.1, operations },
    reason: 'timeout',
  },
  {
    name: 'connections that hang once the records are stored',
    fault: { kind: 'hang', when: 'after', rate: 0.1, operations },
    reason: 'timeout',
  },
  {
    name: 'connections that are reset',
    fault: { kind: 'reset', rate: 0.4, operations },
    reason: 'network',
  },
  {
    name: 'connections that are reset once the records are stored',
    fault: { kind: 'reset', when: 'after', rate: 0.4, operations },
    reason: 'network',
  },
]

for (const spool of spools) {
  for (const { name, fault, reason } of faults) {
    test(`loses nothing and keeps the order through ${name}, spool ${spool}`, async () => {
      const survival = await startSurvival({ spool })
      await untilAccepted(survival, 50)
      survival.control.addFault(fault)
      await until(() => retried(survival, reason) >= 10)
      await untilAccepted(survival, 100)
      expect(await survival.end()).toEqual(survived)
    })
  }

  test(`loses nothing and keeps the order while shards are split and merged, spool ${spool}`, async () => {
    const survival = await startSurvival({ spool })
    const client = clientFor(survival.server.url)
    const StreamName = 'events'
    await untilAccepted(survival, 100)
    const half = String(2n ** 125n)
    await client.send(
      new SplitShardCommand({
        StreamName,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: half,
      }),
    )
    await untilAccepted(survival, 100)
    await client.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: 'shardId-000000000002',
      }),
    )
    await untilAccepted(survival, 100)
    for (const TargetShardCount of [8, 4]) {
      await client.send(
        new UpdateShardCountCommand({
          StreamName,
          TargetShardCount,
          ScalingType: 'UNIFORM_SCALING',
        }),
      )
      await untilAccepted(survival, 100)
    }
    client.destroy()
    expect(await survival.end()).toEqual(survived)
  })
}
