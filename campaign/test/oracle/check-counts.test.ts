import { expect, test } from 'vitest'
import { checkCounts, miscountsIn } from '../../oracle/check-counts.ts'

const metrics = (received: number, unexpected: number): string =>
  `# TYPE weir_events_received_total counter
weir_events_received_total ${received}
weir_events_accepted_total 5
weir_events_rejected_total{code="schema"} 1
weir_events_rejected_total{code="unknown_event"} 2
weir_unexpected_total ${unexpected}
`

test('holds a gateway to received = accepted + rejected, whatever they were rejected for', () => {
  expect(miscountsIn(metrics(8, 0))).toEqual([])
  expect(miscountsIn(metrics(9, 0))).toEqual(['received 9, accepted 5, rejected 3'])
  expect(miscountsIn(metrics(8, 1))).toEqual(['1 unexpected errors'])
})

test('does not take a gateway that cannot be asked for one that counts right', async () => {
  expect(await checkCounts(['{"msg":"draining"}'])).toEqual(['a gateway that tells of no metrics'])
})
