// Written by weir-schema build from the tracking plan "tidebook". Do not edit.
/** Types `track()`: `createWeir<Plan>({ … })`. */
export interface Plan {
  readonly mode: 'strict'
  readonly events: {
    readonly book_trip: BookTrip
    readonly save_trip: SaveTrip
  }
}

/** A trip was booked. */
export interface BookTrip {
  /** The trip. (matches ^[a-z-]{1,32}$) */
  readonly trip: string
  /** How many come along. (1 to 12) */
  readonly people: number
  /** What it costs, in euros. (0 to 100000) */
  readonly value: number
}

/** A trip was saved for later, or taken off the list again. */
export interface SaveTrip {
  /** The trip. (matches ^[a-z-]{1,32}$) */
  readonly trip: string
  /** Whether it is on the list now. */
  readonly saved: boolean
}
