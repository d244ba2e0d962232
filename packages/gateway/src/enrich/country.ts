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
  if (region !== undefined) place.region = cut(region, 64)
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

/** Vercel writes `M%C3%BCnchen`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // Not an encoding after all.
  }
}
