import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { type CityResponse, Reader } from 'mmdb-lib'
import { plainAddress } from './address.ts'
import { cut } from './page.ts'
import type { Place } from './place.ts'
import { recently } from '../memory/recently.ts'

/** The place of an address, as far as the file knows it. */
export type PlaceOf = (address: string) => Place

const nowhere: Place = {}
/** Addresses asked for at the start: a damaged file shows there, and not at a visit. */
const samples = 2000

/** Reads a MaxMind file; throws one line that says what is wrong with it. */
export async function readPlaceFile(
  file: string,
  onDamage: (line: string) => void,
): Promise<PlaceOf> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`WEIR_GEO names ${file}, which cannot be read (${error.code ?? error.message})`)
  })
  const reader = open(file, bytes)
  const isVersion4 = reader.metadata.ipVersion === 4
  let isDamaged = false
  // A visitor sends many requests from the same address.
  return recently((address) => {
    const plain = plainAddress(address)
    // A tree of IPv4 addresses would answer the first bits of an IPv6 one.
    if (plain === '' || (isVersion4 && isIPv6(plain))) return nowhere
    try {
      return placeIn(reader.get(plain))
    } catch (error) {
      if (!isDamaged) onDamage(`${file} is damaged: ${(error as Error).message}`)
      isDamaged = true
      return nowhere
    }
  }, 4096)
}

function open(file: string, bytes: Buffer): Reader<CityResponse> {
  try {
    const reader = new Reader<CityResponse>(bytes)
    const { nodeCount, searchTreeSize, ipVersion } = reader.metadata
    if (!(nodeCount > 0 && searchTreeSize < bytes.length)) throw new Error('it is cut short')
    for (let n = 0; n < samples; n++) {
      const address = ipVersion === 4 || n % 2 === 0 ? spread(n) : `2${spread6(n)}::1`
      placeIn(reader.get(address))
    }
    return reader
  } catch (error) {
    throw new Error(
      `WEIR_GEO names ${file}, which is not a MaxMind file, or is damaged (${(error as Error).message})`,
      { cause: error },
    )
  }
}

/** Addresses that lie far apart: multiples of a large odd number, as their bits. */
const spread = (n: number): string => {
  const bits = Math.imul(n, 2_654_435_761) >>> 0
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.')
}
const spread6 = (n: number): string => {
  const bits = (Math.imul(n, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
  return `${bits.slice(0, 3)}:${bits.slice(3, 7)}`
}

function placeIn(found: CityResponse | null): Place {
  const country = text(found?.country?.iso_code, 2)
  const region = text(found?.subdivisions?.[0]?.names?.en, 64)
  const city = text(found?.city?.names?.en, 128)
  return {
    ...(country === undefined ? {} : { country }),
    ...(region === undefined ? {} : { region }),
    ...(city === undefined ? {} : { city }),
  }
}

const text = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value !== '' ? cut(value, most) : undefined
