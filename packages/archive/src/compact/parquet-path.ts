import { partitionOf } from '../layout/partition.ts'
import { parquetName } from '../reader/parquet-files.ts'

/** `parquet/year=2026/month=11/day=21/hour=01/events.parquet`, from the root of the archive. */
export const parquetPath = (hourMs: number): string =>
  `${partitionOf('events', new Date(hourMs)).replace(/^events/u, 'parquet')}/${parquetName}`
