import type { StoredRecord } from '@weir/schema'
import type { FunnelOptions } from '../../../src/reports/funnel-step.ts'
import { completenessAnswer } from './completeness.ts'
import {
  funnelAnswer,
  pagesAnswer,
  pageViewsAnswer,
  retentionAnswer,
  vitalsAnswer,
} from './events.ts'
import { type Answer, counted, once, type Question, type Rejected } from './facts.ts'
import {
  campaignsAnswer,
  devicesAnswer,
  referrersAnswer,
  sessionsAnswer,
  visitsAnswer,
} from './visits.ts'

export interface Told {
  readonly records: readonly StoredRecord[]
  readonly rejected: readonly Rejected[]
}

/**
 * What every report has to say of some records, found without SQL and without any code of the
 * product: in loops over arrays, in the words of the manual.
 */
export function oracle(
  { records, rejected }: Told,
  question: Question & { readonly top: number; readonly funnel: FunnelOptions },
): Readonly<Record<string, Answer>> {
  const all = once(records)
  const events = counted(all, question)
  const { top, funnel } = question
  return {
    visits: visitsAnswer(events),
    'page-views': pageViewsAnswer(events),
    pages: pagesAnswer(events, top),
    referrers: referrersAnswer(events, top),
    campaigns: campaignsAnswer(events, top),
    devices: devicesAnswer(events, top),
    sessions: sessionsAnswer(events, top),
    funnel: funnelAnswer(events, funnel),
    retention: retentionAnswer(events),
    vitals: vitalsAnswer(events),
    completeness: completenessAnswer(all, rejected, question),
  }
}
