import type { Ability, EngineName, Profile, Tab } from '@weir/browsers'
import type { Collector } from '../collector/collector.ts'
import type { Fault } from '../collector/fault.ts'

/** How long things take: shorter in tests than in the full matrix. */
export interface Pace {
  /** How long an outage lasts, in milliseconds. */
  readonly outageMs: number
  /** What a 429 asks for, in seconds. */
  readonly retryAfterSeconds: number
  /** How long to wait for what is still missing, in milliseconds. */
  readonly patienceMs: number
  /** How long the visitor stays on the last page, for what is sent a second time to show. */
  readonly lingerMs: number
  /** How long a visitor looks at a page before anything happens there. Default: 0. */
  readonly lookMs?: number
}

/** A page of the scenario, in its tab. */
export interface Visit {
  readonly tab: Tab
  /** The numbers of its events. */
  readonly numbers: readonly number[]
  /** Tracks events now, each padded with as many random bytes. */
  track(count: number, bytes?: number): Promise<void>
  /** Tracks events at the moment when the link is clicked, or the page is hidden. */
  trackAt(moment: 'click' | 'pagehide', count: number, bytes?: number): Promise<void>
  /**
   * Clicks the link to a page without the client, which arrives when the collector has answered, or
   * `soon`.
   */
  leave(when?: 'soon'): Promise<void>
  /** How often the page came back from the back/forward cache. */
  restored(): Promise<number>
  /** Violated policies, and errors that reached the page. */
  complaints(): Promise<readonly string[]>
}

/** What a scenario has at hand. */
export interface Stage {
  readonly collector: Collector
  readonly profile: Profile
  readonly pace: Pace
  /** Opens a page of the site; `strict/` has a strict policy. */
  readonly open: (path?: string) => Promise<Visit>
  /** Has a fault for as long as an outage lasts, while something happens. */
  readonly outage: (fault: Fault, during: () => Promise<void>) => Promise<void>
  /** Waits until what a page has tracked is stored, or patience ends. */
  readonly delivered: (visit: Visit) => Promise<void>
  /** Notes a claim that does not hold. */
  readonly claim: (holds: boolean, text: string) => void
}

/** Something that happens to a visitor; the same for every engine and every client. */
export interface Scenario {
  readonly name: string
  /** Its host below `localhost`. */
  readonly host: string
  /** What the engine has to be able to do. */
  readonly needs?: Ability
  /** Whether the page's process is killed. */
  readonly toCrash?: boolean
  /**
   * How often an event may be sent again, because the page could not hear the answer. Default: 0,
   * since a page that stays hears it.
   */
  readonly mayRepeat?: 1
  /** What this engine loses whatever the page does, and why. */
  readonly physicallyLost?: Readonly<Partial<Record<EngineName, string>>>
  /** Ends with the visitor gone, or still there; the revisit comes afterwards. */
  run(stage: Stage): Promise<void>
}
