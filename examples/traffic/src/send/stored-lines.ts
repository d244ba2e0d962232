import { schemaVersion, type StoredRecord, type WeirEvent } from '@weir/schema'
import type { Delivery } from '../visitors/crowd.ts'
import type { Visitor } from '../visitors/visitor.ts'

/** What a gateway would have made of the user agents that synthetic visitors have. */
function describeDevice({ device, isRobot }: Visitor) {
  const { userAgent } = device
  const isMobile = /iPhone|Mobile Safari/u.test(userAgent)
  const [, browser = 'Chrome', version = '142'] =
    /(Edg|Chrome|Firefox|Version)\/(\d+)[^/]*(?:$| )/u.exec(
      userAgent.replace(/Chrome.*Edg/u, 'Edg'),
    ) ?? []
  const os = /Android|iPhone|iPad|Windows|Mac OS X|Linux/u.exec(userAgent)?.[0] ?? 'Linux'
  return {
    user_agent: userAgent,
    device_type: /iPad/u.test(userAgent) ? 'tablet' : isMobile ? 'mobile' : 'desktop',
    browser: { Edg: 'Microsoft Edge', Version: 'Safari' }[browser] ?? browser,
    browser_version: version,
    os: { iPhone: 'iOS', iPad: 'iOS', 'Mac OS X': 'macOS' }[os] ?? os,
    is_bot: isRobot,
  } as const
}

const campaignOf = (url: URL) =>
  Object.fromEntries(
    (['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const).flatMap(
      (name) => {
        const value = url.searchParams.get(name)
        return value === null ? [] : [[name, value]]
      },
    ),
  )

function toStored(event: WeirEvent, visitor: Visitor, receivedAt: string): StoredRecord {
  const url = new URL(event.page_url)
  const referrer = event.referrer ?? ''
  return {
    ...event,
    client_timestamp: event.timestamp,
    received_at: receivedAt,
    site_id: 'demo',
    page_host: url.host,
    page_path: url.pathname,
    ...(referrer === '' ? {} : { referrer_host: new URL(referrer).host }),
    ...campaignOf(url),
    ...describeDevice(visitor),
    country: visitor.place.country,
    sdk_name: '@weir/example-traffic',
    sdk_version: '0.0.0',
    schema_version: schemaVersion,
  }
}

/** A delivery as a gateway stores it: a line of JSON for each event. */
export function storedLines({ visitor, events }: Delivery): string {
  const receivedAt = new Date().toISOString()
  return events.map((event) => `${JSON.stringify(toStored(event, visitor, receivedAt))}\n`).join('')
}
