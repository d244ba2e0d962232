import { hash } from '../platform/hash.ts'
import type { Plugin } from './plugin.ts'

/**
 * Collects from a part of the visitors: all events of some, none of the others, decided by the
 * anonymous_id, so that it is the same on every page and with every rate above. Where a visitor may
 * not be known, it is decided for each session.
 */
export const sampleVisitors =
  (rate: number): Plugin =>
  ({ beforeSend }) =>
    beforeSend(({ anonymous_id, session_id }) =>
      hash(anonymous_id ?? session_id) / 2 ** 32 < rate ? undefined : null,
    )
