import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { loadPlan } from '@weir/schema/plan'
import type { Plan } from '@weir/schema/validate'
import type { Config } from '../config/config-table.ts'
import { oneOf, rate, type Rate } from '../config/parse-values.ts'
import { createOriginMatcher, type OriginMatcher } from './origin-matcher.ts'

/** One website: who may send for it, and how its visitors are treated. */
export interface Site {
  readonly siteId: string
  readonly writeKeys: readonly string[]
  readonly allowsOrigin: OriginMatcher
  readonly ip: Config['ip']
  readonly privacySignals: Config['privacySignals']
  readonly rateLimit: Rate | 'off'
  readonly plan: Plan | undefined
}

/** All sites, as one request sees them: a reload makes a new one and changes nothing in this. */
export interface Sites {
  readonly all: readonly Site[]
  byWriteKey(key: string): Site | undefined
  /** Whether any site lists the origin, which is all a preflight can be asked. */
  allowsOrigin(origin: string): boolean
}

export type SiteDefaults = Pick<Config, 'ip' | 'privacySignals' | 'rateLimit'>

/** Reads the file of sites; throws one line that says what is wrong with it. */
export async function loadSites(file: string, defaults: SiteDefaults): Promise<Sites> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read: ${error.code ?? error.message}`)
  })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
  const list = (parsed as { sites?: unknown } | null)?.sites
  if (!Array.isArray(list) || list.length === 0) throw new Error(`${file}#/sites must list sites`)
  const sites: Site[] = []
  for (const [at, entry] of list.entries()) {
    const pointer = `${file}#/sites/${at}`
    sites.push(await readSite(entry, { pointer, folder: dirname(resolve(file)), defaults }))
  }
  return createSites(sites, file)
}

function createSites(all: readonly Site[], file: string): Sites {
  const byKey = new Map<string, Site>()
  for (const site of all) {
    for (const key of site.writeKeys) {
      if (byKey.has(key)) throw new Error(`${file}: a write key of ${site.siteId} is used twice`)
      byKey.set(key, site)
    }
  }
  return {
    all,
    byWriteKey: (key) => byKey.get(key),
    allowsOrigin: (origin) => all.some((site) => site.allowsOrigin(origin)),
  }
}

interface Reading {
  readonly pointer: string
  readonly folder: string
  readonly defaults: SiteDefaults
}

/** As long as an envelope may name one. */
const maxWriteKeyLength = 128

const known = new Set([
  'site_id',
  'write_keys',
  'origins',
  'ip',
  'privacy_signals',
  'rate_limit',
  'tracking_plan',
])

async function readSite(entry: unknown, reading: Reading): Promise<Site> {
  const { pointer, defaults } = reading
  if (typeof entry !== 'object' || entry === null) throw new Error(`${pointer} must be an object`)
  const fields = entry as Readonly<Record<string, unknown>>
  const unknown = Object.keys(fields).find((name) => !known.has(name))
  if (unknown !== undefined) throw new Error(`${pointer}/${unknown} is not a setting of a site`)
  const own = <Value>(name: string, parse: (text: string) => Value, fallback: Value): Value =>
    fields[name] === undefined ? fallback : parseField(fields[name], parse, `${pointer}/${name}`)
  const siteId = parseField(fields.site_id, identifier, `${pointer}/site_id`)
  const planFolder = own('tracking_plan', (text): string | undefined => text, undefined)
  return {
    siteId,
    writeKeys: readKeys(fields.write_keys, `${pointer}/write_keys`),
    allowsOrigin: readOrigins(fields.origins, `${pointer}/origins`),
    ip: own('ip', oneOf('anonymize', 'full', 'none'), defaults.ip),
    privacySignals: own(
      'privacy_signals',
      oneOf('ignore', 'strip', 'drop'),
      defaults.privacySignals,
    ),
    rateLimit: own('rate_limit', rate, defaults.rateLimit),
    plan: await readPlan(planFolder, reading),
  }
}

async function readPlan(
  path: string | undefined,
  { folder, pointer }: Reading,
): Promise<Plan | undefined> {
  if (path === undefined) return undefined
  try {
    return await loadPlan(resolve(folder, path))
  } catch (error) {
    throw new Error(`${pointer}/tracking_plan: ${(error as Error).message}`, { cause: error })
  }
}

function identifier(text: string): string {
  if (!/^[\w.-]{1,64}$/u.test(text)) throw new Error('must be 1 to 64 letters, digits, _, - or .')
  return text
}

function parseField<Value>(value: unknown, parse: (text: string) => Value, pointer: string): Value {
  try {
    if (typeof value !== 'string') throw new Error('must be a text')
    return parse(value)
  } catch (error) {
    throw new Error(`${pointer} ${(error as Error).message}`, { cause: error })
  }
}

/** None at all, or an empty list: only servers may send. */
function readOrigins(value: unknown, pointer: string): OriginMatcher {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
  const origins = isEmpty ? [] : readTexts(value, pointer)
  try {
    return createOriginMatcher(origins)
  } catch (error) {
    throw new Error(`${pointer}: ${(error as Error).message}`, { cause: error })
  }
}

/** A longer key than an envelope may name would never be found. */
function readKeys(value: unknown, pointer: string): string[] {
  const keys = readTexts(value, pointer)
  if (keys.some((key) => key.length > maxWriteKeyLength)) {
    throw new Error(`${pointer} must be at most ${maxWriteKeyLength} characters each`)
  }
  return keys
}

function readTexts(value: unknown, pointer: string): string[] {
  const list = Array.isArray(value) ? value : []
  const sound = list.filter((text): text is string => typeof text === 'string' && text !== '')
  if (sound.length === 0 || sound.length !== list.length) {
    throw new Error(`${pointer} must be a list of texts`)
  }
  return sound
}
