import { readFile } from 'node:fs/promises'
import { type CityResponse, Reader } from 'mmdb-lib'
import { cut } from './page.ts'

/** Where a request comes from. Names are those of the stored record. */
export interface Place {
  country?: string
  region?: string
  city?: string
}

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

/** Reads the place from headers, from a MaxMind file, or not at all. */
export async function createFindPlace(geo: string): Promise<FindPlace> {
  if (geo === 'off') return () => ({})
  return geo === 'header' ? fromHeaders : fromFile(await readFile(geo))
}

function fromHeaders(headers: Headers): Place {
  const country = first(headers, countryHeaders)?.toUpperCase()
  // XX and T1 are Cloudflare's words for "unknown" and for Tor.
  if (country === undefined || !/^[A-Z]{2}$/u.test(country) || country === 'XX') return {}
  const place: Place = { country }
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

function fromFile(file: Buffer): FindPlace {
  const reader = new Reader<CityResponse>(file)
  return (_headers, address) => {
    const found = reader.get(address)
    const place: Place = {}
    if (found?.country?.iso_code) place.country = found.country.iso_code
    const region = found?.subdivisions?.[0]?.names?.en
    const city = found?.city?.names?.en
    if (region) place.region = cut(region, 64)
    if (city) place.city = cut(city, 128)
    return place
  }
}
