import type { Client } from './client.ts'

/**
 * What one would write in an afternoon: an event, a request, and nothing when that fails. It is
 * here to be seen losing events, which proves that the scenarios can tell.
 */
export const naiveClient: Client = {
  name: 'naive',
  script: () => Promise.resolve(`(${naive.toString()})()`),
}

function naive(): void {
  const { endpoint, writeKey } = (document.currentScript as HTMLScriptElement).dataset
  const instance = crypto.randomUUID()
  let seq = 0
  const deliver = (name: string, properties: object): void => {
    const now = new Date().toISOString()
    const event = {
      event_id: crypto.randomUUID(),
      event_type: name,
      timestamp: now,
      session_id: instance,
      instance_id: instance,
      seq: seq++,
      page_url: location.href,
      properties,
    }
    const sdk = { name: 'naive', version: '0.0.0' }
    const envelope = { write_key: writeKey, sent_at: now, sdk, events: [event] }
    fetch(`${endpoint}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(envelope),
    }).catch(() => {})
  }
  Object.assign(window, { deliver })
}
