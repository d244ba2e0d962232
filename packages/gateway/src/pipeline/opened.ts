import type { Envelope } from '@weir/schema'
import type { Headers } from '../enrich/country.ts'
import type { Site } from '../sites/sites.ts'

/** One request, as far as the pipeline needs to know it. */
export interface IngestRequest {
  /** What was parsed from the body. */
  readonly body: unknown
  /** Write key outside of the envelope. */
  readonly key: string | undefined
  readonly origin: string | undefined
  readonly address: string
  readonly headers: Headers
  /** Whether the client cannot come back: it may use the reserve of the spool. */
  readonly isBeacon: boolean
  /** The id of the visitor's cookie, where the gateway sets one: asked only of a request that is taken. */
  readonly networkId: () => string | undefined
}

/** A request whose envelope could be read and whose site is known. */
export interface Opened {
  readonly request: IngestRequest
  readonly envelope: Envelope
  /** The write key by which the site is known. */
  readonly writeKey: string
  readonly site: Site
}
