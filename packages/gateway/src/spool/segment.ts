import { randomBytes } from 'node:crypto'
import type { OpenFile } from './files.ts'
import type { SegmentIdentity } from './record-codec.ts'

/** One live segment file, oldest unconfirmed records first. */
export interface Segment {
  readonly name: string
  readonly identity: SegmentIdentity
  /** The first sequence it can hold. */
  readonly base: number
  readonly sizeBytes: number
  /** Where its records end: what is behind was never promised. */
  endOffset: number
  /** The first sequence that is not in it any more. */
  endSequence: number
  /** The disk refused a write: its blocks are not used again. */
  isPoisoned: boolean
  /** Open for appending; only ever the newest one. */
  file: OpenFile | undefined
}

export interface SegmentName {
  readonly identity: SegmentIdentity
  readonly base: number
}

const pattern = /^(\d{10})-(\d{15})-([0-9a-f]{8})([0-9a-f]{8})\.segment1$/
const maxGeneration = 0xffff_ffff

/**
 * The name carries what the records are checked against: a rename is atomic and the directory is
 * journaled, whereas a header inside the file is one more thing that can be torn.
 */
export function segmentName({ identity, base }: SegmentName): string {
  const hex = (value: number) => value.toString(16).padStart(8, '0')
  const generation = String(identity.generation).padStart(10, '0')
  return `${generation}-${String(base).padStart(15, '0')}-${hex(identity.mark)}${hex(identity.seed)}.segment1`
}

export function parseSegmentName(name: string): SegmentName | undefined {
  const [, generation, base, mark, seed] = pattern.exec(name) ?? []
  if (!generation || !base || !mark || !seed || Number(generation) > maxGeneration) return undefined
  return {
    identity: {
      generation: Number(generation),
      mark: Number.parseInt(mark, 16),
      seed: Number.parseInt(seed, 16),
    },
    base: Number(base),
  }
}

export function newIdentity(generation: number): SegmentIdentity {
  const random = randomBytes(8)
  return { generation, mark: random.readUInt32LE(0), seed: random.readUInt32LE(4) }
}
