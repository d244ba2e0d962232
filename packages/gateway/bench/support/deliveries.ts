import { hash } from 'node:crypto'
import type { Delivery } from '../../src/sinks/sink.ts'

const events = ['page_view', 'click', 'scroll', 'engagement', 'form_submit']
const pages = ['/', '/shop', '/shop/cart', '/blog/how-to', '/about', '/checkout']

/** A stored record as the gateway writes it, about 800 bytes, most of which differs per visitor. */
function lineOf(visitor: string, seq: number): string {
  const id = hash('sha1', `${visitor}/${seq}`, 'hex')
  const page = pages[seq % pages.length] ?? '/'
  return `${JSON.stringify({
    event_id: `0199f0a4-${id.slice(0, 4)}-7${id.slice(4, 7)}-8${id.slice(7, 10)}-${id.slice(10, 22)}`,
    event_type: events[seq % events.length],
    timestamp: new Date(1_763_690_000_000 + seq * 37).toISOString(),
    client_timestamp: new Date(1_763_690_000_100 + seq * 37).toISOString(),
    received_at: new Date(1_763_690_001_000 + seq * 37).toISOString(),
    site_id: 'demo',
    anonymous_id: visitor,
    session_id: hash('sha1', visitor, 'hex').slice(0, 32),
    instance_id: id.slice(0, 16),
    seq,
    page_url: `https://shop.example.com${page}?utm_source=news&utm_campaign=${id.slice(0, 6)}`,
    page_host: 'shop.example.com',
    page_path: page,
    page_title: 'Example shop',
    user_agent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    ip_address: `203.0.113.${seq % 255}`,
    device_type: 'desktop',
    browser: 'Chrome',
    browser_version: '140',
    os: 'Linux',
    is_bot: false,
    properties: { x: seq % 1900, y: (seq * 7) % 1000, target: `button#${id.slice(0, 8)}` },
  })}\n`
}

/** Deliveries of so many events each, of many visitors. */
export function createDeliveries(count: number, eventsEach: number): Delivery[] {
  return Array.from({ length: count }, (_, delivery) => {
    const visitors = Array.from({ length: eventsEach }, (_each, at) => `visitor-${(at * 31) % 997}`)
    const lines = visitors.map((visitor, at) => Buffer.from(lineOf(visitor, delivery * 977 + at)))
    let end = 0
    return {
      stream: 'events' as const,
      bytes: Buffer.concat(lines),
      ends: Uint32Array.from(lines, (line) => (end += line.length)),
      hashes: Uint32Array.from(visitors, (each) => hash('md5', each, 'buffer').readUInt32BE(0)),
    }
  })
}
