import { expect, test } from 'vitest'
import { createCodec } from '../../../src/codecs/create-codec.ts'
import { createLanes } from '../../../src/sinks/kinesis/lanes.ts'
import { confirmParts } from '../../../src/sinks/kinesis/packed-record.ts'
import { createTicket } from '../../../src/sinks/kinesis/ticket.ts'
import { deliveryOf, linesOf } from '../../support/lines.ts'

test('a delivery does not hold on to records that are stored', () => {
  const sizes = { targetBytes: 600, capBytes: 2000, limitBytes: 4000 }
  const lanes = createLanes(createCodec('ndjson', sizes), 4)
  const ticket = createTicket(deliveryOf(linesOf(64, 64)), () => undefined)
  lanes.pack(ticket, 0)
  const [stored, ...open] = ticket.records
  if (stored !== undefined) confirmParts(stored)
  expect(open.length).toBeGreaterThan(0)
  expect([...ticket.records]).toEqual(open)
})
