import { pointerTo } from './json-pointer.ts'

/** Why a payload of free form is refused, or undefined. */
export type BoundsComplaint =
  | { readonly bound: 'bytes' | 'depth' | 'keys'; readonly limit: number }
  /** `at` points to the culprit from the payload on. */
  | { readonly bound: 'number' | 'text' | 'name'; readonly at: string }

export interface JsonBounds {
  /** Of the payload written as JSON in UTF-8. */
  readonly maxBytes: number
  /** The payload itself is at depth 1. */
  readonly maxDepth: number
  /** Over all levels. */
  readonly maxKeys: number
}

/**
 * Holds a payload of free form to its bounds in one walk that stops at the first excess, so that
 * what a stranger sends costs no more than what we allow. It refuses as well what JSON or UTF-8
 * cannot carry on unchanged (infinite numbers, lone surrogates), and the key `__proto__`, which
 * turns into a prototype in the hands of a careless reader.
 */
export function checkJsonBounds(payload: object, bounds: JsonBounds): BoundsComplaint | undefined {
  const walk: Walk = {
    keysLeft: bounds.maxKeys,
    leastBytesLeft: bounds.maxBytes,
    mostBytes: 0,
    complaint: undefined,
    culprit: [],
  }
  if (!visitObject(payload, bounds.maxDepth, walk)) {
    return describe(walk.complaint ?? 'depth', walk, bounds)
  }
  if (walk.mostBytes <= bounds.maxBytes) return undefined
  const exact = utf8.encode(JSON.stringify(payload)).length
  return exact <= bounds.maxBytes ? undefined : describe('bytes', walk, bounds)
}

interface Walk {
  keysLeft: number
  /** Counts the fewest bytes that each value can take: what is surely too large ends the walk. */
  leastBytesLeft: number
  /** Counts the most bytes that each value can take: what surely fits is not written out. */
  mostBytes: number
  complaint: BoundsComplaint['bound'] | undefined
  /** The steps down to what is wrong, the last one first: filled only on the way out. */
  culprit: (string | number)[]
}

const utf8 = new TextEncoder()
/** A control character is written as six bytes; none takes more. */
const worstBytesPerUnit = 6
/** The longest number that JSON.stringify writes, and a comma. */
const worstBytesPerScalar = 26

function visitObject(node: object, depthLeft: number, walk: Walk): boolean {
  if (depthLeft === 0) return complain(walk, 'depth')
  // Its two brackets, and the comma behind it.
  walk.mostBytes += 3
  if (Array.isArray(node)) {
    for (let at = 0; at < node.length; at++) {
      if (!visitValue(node[at], depthLeft, walk)) return blame(walk, at)
    }
    return true
  }
  for (const key of Object.keys(node)) {
    if (walk.keysLeft-- === 0) return complain(walk, 'keys')
    if (key === '__proto__') return complain(walk, 'name') || blame(walk, key)
    if (!visitText(key, walk)) return blame(walk, key)
    if (!visitValue((node as Record<string, unknown>)[key], depthLeft, walk)) {
      return blame(walk, key)
    }
  }
  return true
}

function visitValue(value: unknown, depthLeft: number, walk: Walk): boolean {
  if (--walk.leastBytesLeft < 0) return complain(walk, 'bytes')
  if (typeof value === 'string') return visitText(value, walk)
  if (typeof value === 'object' && value !== null) return visitObject(value, depthLeft - 1, walk)
  walk.mostBytes += worstBytesPerScalar
  return typeof value !== 'number' || Number.isFinite(value) || complain(walk, 'number')
}

function visitText(value: string, walk: Walk): boolean {
  walk.leastBytesLeft -= value.length
  if (walk.leastBytesLeft < 0) return complain(walk, 'bytes')
  walk.mostBytes += value.length * worstBytesPerUnit + 4
  return value.isWellFormed() || complain(walk, 'text')
}

function complain(walk: Walk, bound: BoundsComplaint['bound']): false {
  walk.complaint = bound
  return false
}

function blame(walk: Walk, step: string | number): false {
  walk.culprit.push(step)
  return false
}

function describe(
  bound: BoundsComplaint['bound'],
  { culprit }: Walk,
  bounds: JsonBounds,
): BoundsComplaint {
  switch (bound) {
    case 'bytes':
      return { bound, limit: bounds.maxBytes }
    case 'depth':
      return { bound, limit: bounds.maxDepth }
    case 'keys':
      return { bound, limit: bounds.maxKeys }
    case 'number':
    case 'text':
    case 'name':
      return { bound, at: culprit.reduceRight<string>(pointerTo, '') }
  }
}
