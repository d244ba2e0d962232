import type { EngineName } from '@weir/browsers'
import { schemaVersion } from '@weir/schema'
import { expect } from 'vitest'
import type { Visitor } from '../../src/pipeline/visitor.ts'

const uuid: unknown = expect.stringMatching(
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
)
const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** A browser in the words of the archive, and where its user agent has its version. */
const browsers = {
  chromium: ['Chrome', /Chrome\/(\S+)/u],
  firefox: ['Firefox', /Firefox\/(\S+)/u],
  webkit: ['Safari', /Version\/(\S+)/u],
} as const

/** Every column that does not depend on what happened. */
export function columns(
  name: EngineName,
  shopUrl: string,
  { traits }: Visitor,
): Readonly<Record<string, unknown>> {
  const [browser, version] = browsers[name]
  return {
    event_id: uuid,
    timestamp: time,
    client_timestamp: time,
    received_at: time,
    site_id: 'demo',
    anonymous_id: uuid,
    session_id: uuid,
    instance_id: uuid,
    page_view_id: uuid,
    page_host: new URL(shopUrl).host,
    user_agent: traits.userAgent,
    ip_address: '127.0.0.0',
    device_type: 'desktop',
    browser,
    browser_version: version.exec(traits.userAgent)?.[1],
    os: 'Linux',
    is_bot: false,
    language: traits.locale,
    timezone: traits.timezoneId,
    screen_width: traits.screen.width,
    screen_height: traits.screen.height,
    viewport_width: traits.viewport.width,
    viewport_height: traits.viewport.height,
    consent: 'granted',
    sdk_name: '@weir/browser-sdk',
    sdk_version: '0.0.0',
    schema_version: schemaVersion,
  }
}
