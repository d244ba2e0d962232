import { availableParallelism } from 'node:os'
import { type Config, configTable, leastSpoolBytes, type Setting } from './config-table.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const settings = Object.entries(configTable) as [keyof Config, Setting<unknown>][]

/** Reads the settings; every fault is one line, and all of them are found at once. */
export function readConfig(environment: Environment): {
  config: Config | undefined
  faults: readonly string[]
} {
  const faults: string[] = []
  const values: Partial<Record<keyof Config, unknown>> = {}
  for (const [key, setting] of settings) {
    const given = environment[setting.name]
    // An empty variable is one that is not set: compose files cannot take a variable away.
    const value = given === undefined || given === '' ? setting.fallback : given
    try {
      values[key] = value === undefined ? undefined : setting.parse(value)
    } catch (error) {
      faults.push(
        `${setting.name} ${(error as Error).message}; it is ${shown(setting, given ?? '')}`,
      )
    }
  }
  faults.push(...unknownNames(environment))
  const config = Object.freeze(values) as Config
  // A setting that could not be read is undefined here, and contradicts no other.
  faults.push(...contradictions(config, environment))
  return { config: faults.length === 0 ? config : undefined, faults }
}

/** Kubernetes tells each pod of each Service so; of one called weir-… it is a name of ours. */
const ofService = /_SERVICE_(?:HOST|PORT)/u

function unknownNames(environment: Environment): string[] {
  const known = new Set<string>(settings.map(([, { name }]) => name))
  return Object.keys(environment)
    .filter((name) => name.startsWith('WEIR_') && !known.has(name))
    .map((name) => {
      const hint = '; it is of Kubernetes: set enableServiceLinks: false in the pod'
      return `${name} is not a setting${ofService.test(name) ? hint : closest(name, known)}`
    })
}

function closest(name: string, known: ReadonlySet<string>): string {
  const bare = (word: string) => word.replaceAll('_', '').toLowerCase()
  const near = [...known].find(
    (word) => bare(word).includes(bare(name)) || bare(name).includes(bare(word)),
  )
  return near === undefined ? '; weir-gateway --help lists them' : `; did you mean ${near}?`
}

/** How many processes serve: as many as were asked for, or as this machine has cores. */
export const workersOf = ({ workers }: Pick<Config, 'workers'>): number =>
  workers === 'auto' ? availableParallelism() : workers

function contradictions(config: Config, { WEIR_STREAM }: Environment): string[] {
  const faults: string[] = []
  // One that is named wrongly has been told already.
  if (config.sink === 'kinesis' && config.stream === undefined && !WEIR_STREAM) {
    faults.push('WEIR_STREAM must name a stream when WEIR_SINK is kinesis')
  }
  const workers = workersOf(config)
  if (config.spool !== 'off' && config.spoolMaxBytes / workers < leastSpoolBytes) {
    faults.push(`WEIR_SPOOL_MAX_BYTES must be at least 1 MiB for each of ${workers} workers`)
  }
  return faults
}

/** A secret shows that it is set, and nothing else. */
const shown = ({ secret }: Setting<unknown>, value: string): string =>
  secret ? '(set, masked)' : JSON.stringify(value)

/** The settings in force, one line each, for `--check`. */
export function describeConfig(environment: Environment): string[] {
  return settings.map(([, setting]) => {
    const { name, fallback } = setting
    const given = environment[name]
    const value = given === undefined || given === '' ? fallback : given
    const origin = given === undefined || given === '' ? ' (default)' : ''
    return `${name.padEnd(24)} ${value === undefined ? '-' : shown(setting, value)}${value === undefined ? '' : origin}`
  })
}

/** The table of settings, for `--help`. */
export const configHelp = (): string[] =>
  settings.map(
    ([, { name, fallback, about }]) =>
      `  ${name.padEnd(24)} ${(fallback ?? '-').padEnd(16)} ${about}`,
  )
