import { actionExamples } from './action-examples.ts'
import { eventExamples } from './event-examples.ts'
import type { Examples, InvalidExample, ValidExample } from './example.ts'
import { qualityExamples } from './quality-examples.ts'
import { visitExamples } from './visit-examples.ts'

const all: readonly Examples[] = [
  eventExamples,
  ...visitExamples,
  ...actionExamples,
  ...qualityExamples,
]

/** Events that are accepted, for tests, benchmarks and synthetic traffic. */
export const validExamples: readonly ValidExample[] = all.flatMap(({ valid }) => valid)

/** Events that are rejected, each named after what is wrong. */
export const invalidExamples: readonly InvalidExample[] = all.flatMap(({ invalid }) => invalid)

export { usualEvent } from './example.ts'
export type { InvalidExample, ValidExample } from './example.ts'
