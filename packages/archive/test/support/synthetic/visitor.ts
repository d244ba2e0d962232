import type { Random } from '@weir/local/random'
import { type Agent, agents, countries } from './places.ts'

/** Somebody made up, who may come again. */
export interface Visitor {
  readonly agent: Agent
  readonly place: (typeof countries)[number]
  readonly address: string
  /** How wrong the clock is that this visitor looks at. */
  readonly skewMs: number
  /** Absent when the visitor allows nothing to be stored. */
  readonly anonymousId: string | undefined
  readonly networkId: string | undefined
  userId: string | undefined
  /** The page load before, site by site: what a browser keeps, it keeps for one site. */
  readonly previous: Map<string, { readonly instance_id: string; readonly last_seq: number }>
}

/** One of many, by weight. */
export function weighted<Value extends { readonly weight: number }>(
  random: Random,
  values: readonly Value[],
): Value {
  const total = values.reduce((sum, { weight }) => sum + weight, 0)
  let left = random.next() * total
  for (const value of values) {
    left -= value.weight
    if (left < 0) return value
  }
  return random.pick(values)
}

export const hex = (random: Random, digits: number): string => {
  let text = ''
  while (text.length < digits) {
    text += Math.floor(random.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  }
  return text.slice(0, digits)
}

/** A UUID of version 7, as the SDK makes them. */
export function uuid(random: Random, timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0')
  const rest = hex(random, 18)
  const variant = random.pick(['8', '9', 'a', 'b'])
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6)}`
}

export function createVisitor(random: Random, nowMs: number): Visitor {
  const agent = weighted(random, agents)
  const stored = random.chance(0.9)
  return {
    agent,
    place: random.pick(countries),
    address: `203.0.113.${random.between(0, 255)}`,
    skewMs: random.chance(0.1) ? random.between(-3_600_000, 3_600_000) : 0,
    anonymousId: stored ? uuid(random, nowMs) : undefined,
    networkId: random.chance(0.05) ? uuid(random, nowMs) : undefined,
    userId: stored && random.chance(0.1) ? `u_${hex(random, 8)}` : undefined,
    previous: new Map(),
  }
}
