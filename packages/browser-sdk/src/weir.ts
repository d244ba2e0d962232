import type { NoPlan, PlanTypes, Properties, Track } from '@weir/schema'

/** What `createWeir` gives. None of its functions throws. */
export interface Weir<Plan extends PlanTypes = NoPlan> {
  /** Records an event of your own. */
  readonly track: Track<Plan>

  /** Begins a page view. With `capturePages()` you need not call it. */
  readonly page: (properties?: Properties) => void

  /** Names the visitor by an id of yours, from now on and on later pages; by an empty one, nobody. */
  readonly identify: (userId: string | number, traits?: Properties) => void

  /** Goes on as a new visitor in a new session: after a logout. */
  readonly reset: () => void

  readonly consent: {
    /** Collects from now on, and sends what has waited for this. Remembered for later pages. */
    readonly grant: () => void
    /**
     * Collects nothing, or nothing with ids where `cookieless` is `until_granted`; forgets who the visitor
     * was, and what was to be collected of them and is not sent. Remembered too.
     */
    readonly deny: () => void
  }

  /**
   * Sends what waits, now. True when the gateway has all of it; false when something waits on (it
   * will be tried again) or had to be given up.
   */
  readonly flush: () => Promise<boolean>

  /** Ends listeners, timers and capture. What still waits is sent, or left to the next page. */
  readonly stop: () => void
}
