import { toAthenaDdl, toColumns } from '../src/compile/to-columns.ts'
import type { OwnSchemas } from './own-schemas.ts'

/** `CREATE TABLE` for both tables of the archive. */
export const athenaSource = (own: OwnSchemas): string =>
  [
    '-- Replace ${database} and ${bucket}. Always filter on year, month and day: without them',
    '-- partition projection looks at every hour of eleven years.',
    toAthenaDdl('events', toColumns(own.storedRecord)),
    toAthenaDdl('rejected', toColumns(own.rejectedRecord)),
  ].join('\n')
