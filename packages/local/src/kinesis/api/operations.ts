import { describeOperations } from './describe-operations.ts'
import type { Operation } from './operation.ts'
import { readOperations } from './read-operations.ts'
import { streamOperations } from './stream-operations.ts'
import { writeOperations } from './write-operations.ts'

/** Every operation there is, by AWS's name for it. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    ...streamOperations,
    ...describeOperations,
    ...writeOperations,
    ...readOperations,
  }),
)
