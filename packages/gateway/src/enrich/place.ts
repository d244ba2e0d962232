/** Where a request comes from. Names are those of the stored record. */
export interface Place {
  readonly country?: string
  readonly region?: string
  readonly city?: string
}
