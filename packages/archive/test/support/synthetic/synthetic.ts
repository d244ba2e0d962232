export { type Arrival, syntheticArrivals, type SyntheticOptions } from './records.ts'
export { writeArchive, type WriteOptions, type Written } from './write-archive.ts'
