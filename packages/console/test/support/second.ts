import type { Second } from '../../src/api/api.ts'

const nothing: Second = {
  at: 0,
  received: 0,
  accepted: 0,
  rejected: 0,
  delivered: 0,
  records: 0,
  record_events: 0,
  record_bytes: 0,
  stored_bytes: 0,
  retries: 0,
  unexpected: 0,
  request: [0, 0, 0, 0],
  append: [0, 0, 0, 0],
  put: [0, 0, 0, 0],
  spool_bytes: 0,
  spool_oldest_seconds: 0,
  breaker_state: 0,
}

/** A second in which nothing happened but this. */
export const second = (what: Partial<Second>): Second => ({ ...nothing, ...what })
