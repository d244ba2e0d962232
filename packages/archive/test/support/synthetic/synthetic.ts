export { type Arrival, syntheticArrivals, type SyntheticOptions } from './records.ts'
export { writeArchive, type WriteOptions, type Written } from './write-archive.ts'
export { type Arrivals, type RejectedArrival, strange } from './strange.ts'
