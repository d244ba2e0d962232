import { startTestGateway } from '@weir/gateway/testing'

const weir = await startTestGateway({ origins: ['http://localhost:3000'] })

// Here your test drives its pages; this is what they send.
await fetch(`${weir.endpoint}/v1/events?k=${weir.writeKey}`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
  body: JSON.stringify({
    sent_at: new Date().toISOString(),
    events: [
      {
        event_id: crypto.randomUUID(),
        event_type: 'signed_up',
        timestamp: new Date().toISOString(),
        session_id: 's-1',
        page_url: 'http://localhost:3000/welcome',
        properties: { plan: 'pro' },
      },
    ],
  }),
})

await weir.expectEvent({ event_type: 'signed_up', properties: { plan: 'pro' } })
await weir.close()
