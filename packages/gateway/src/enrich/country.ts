import { isUtf8 } from 'node:buffer'
import { cut } from './page.ts'
import type { Place } from './place.ts'
import { readPlaceFile } from './place-file.ts'

export type Headers = Readonly<Record<string, string | string[] | undefined>>
export type FindPlace = (headers: Headers, address: string) => Place

/** What the networks that stand in front of a gateway call the country of a visitor. */
const countryHeaders = [
  'cloudfront-viewer-country',
  'cf-ipcountry',
  'x-vercel-ip-country',
  'x-appengine-country',
  'fastly-client-country',
]
const regionHeaders = [
  'cloudfront-viewer-country-region-name',
  'cf-region',
  'x-vercel-ip-country-region',
]
const cityHeaders = ['cloudfront-viewer-city', 'cf-ipcity', 'x-vercel-ip-city']

/**
 * Reads the place from headers, from a MaxMind file, or not at all. `onDamage` is told once when a
 * file that was opened turns out to be damaged.
 */
export async function createFindPlace(
  geo: string,
  onDamage: (line: string) => void = () => undefined,
): Promise<FindPlace> {
  if (geo === 'off') return () => ({})
  if (geo === 'header') return fromHeaders
  const placeOf = await readPlaceFile(geo, onDamage)
  return (_headers, address) => placeOf(address)
}

function fromHeaders(headers: Headers): Place {
  const country = first(headers, countryHeaders)?.toUpperCase()
  // XX and T1 are Cloudflare's words for "unknown" and for Tor.
  if (country === undefined || !/^[A-Z]{2}$/u.test(country) || country === 'XX') return {}
  const place: { country: string; region?: string; city?: string } = { country }
  const region = first(headers, regionHeaders)
  const city = first(headers, cityHeaders)
  if (region !== undefined) place.region = cut(decode(region), 64)
  if (city !== undefined) place.city = cut(decode(city), 128)
  return place
}

function first(headers: Headers, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '') return value.toWellFormed()
  }
  return undefined
}

/** CloudFront and Vercel write `M%C3%BCnchen`; Cloudflare writes UTF-8, which Node reads as Latin-1. */
function decode(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const read = isUtf8(bytes) ? bytes.toString() : text
  try {
    return decodeURIComponent(read)
  } catch {
    return read // Not an encoding after all.
  }
}
