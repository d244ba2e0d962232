import { randomUUID } from 'node:crypto'
import { usualEvent } from '@weir/schema/corpus'

export const agent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** How long a body may say the same `sent_at`: far less than makes a gateway think of a wrong clock. */
const freshMs = 1000

/**
 * Bodies of so many visitors in turns, each sent by a clock that is right: one that was made before a
 * warm-up of ten seconds would have the time of every event corrected, as of a visitor whose clock is wrong.
 */
export function createPageBodies(visitors: number, eventsPerRequest: number): () => string {
  const bodies = Array.from({ length: visitors }, () => ({
    events: eventsOfPage(eventsPerRequest),
    text: '',
    freshUntilMs: 0,
  }))
  let next = 0
  return () => {
    const body = bodies[next++ % visitors]
    if (body === undefined) throw new RangeError('a load needs visitors')
    const now = Date.now()
    if (now >= body.freshUntilMs) {
      const sentAt = new Date(now).toISOString()
      body.text = `{"write_key":"wk_demo","sent_at":"${sentAt}","events":${body.events}}`
      body.freshUntilMs = now + freshMs
    }
    return body.text
  }
}

/** About 700 bytes an event, as a page with an SDK sends them. */
function eventsOfPage(count: number): string {
  const visitor = randomUUID()
  const events = Array.from({ length: count }, (_each, seq) => ({
    ...usualEvent,
    event_id: randomUUID(),
    event_type: 'click',
    timestamp: new Date().toISOString(),
    anonymous_id: visitor,
    seq,
    properties: { element: 'button', text: 'Add to cart', x: 640, y: 360, sku: 'MUG-1' },
  }))
  return JSON.stringify(events)
}
