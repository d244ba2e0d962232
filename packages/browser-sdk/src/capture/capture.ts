import type { Properties } from '@weir/schema'

/** Ends what it was handed out for. Calling it twice does no harm. */
export type Stop = () => void

/**
 * Why a page view ends or pauses: the page was hidden (it may come back) or the visitor leaves by
 * `reset()`, it is being unloaded (it may come back from the back/forward cache), or a single-page app
 * moves on to its next page.
 */
export type LeaveReason = 'hide' | 'leave' | 'navigate'

/**
 * Watches one thing on the page. Started once with a context that is all it may use of the SDK,
 * and ended by the stop that it returns: no listener, timer or observer of its own outlives that.
 */
export type Capture = (context: CaptureContext) => Stop

/** What a capture module may do. None of these functions throws. */
export interface CaptureContext {
  /** The window whose page is watched. */
  readonly window: Window & typeof globalThis

  /** Records an event of now, on the page view of now. */
  readonly track: (eventType: string, properties?: Properties) => void

  /**
   * Begins a new page view: tells `onLeave` that the old one ends (when there was one), makes a new
   * page_view_id, reads address and title, records `page_view`, and then tells `onPage`.
   */
  readonly page: (properties?: Properties) => void

  /** An address without the query parameters that may not be collected. */
  readonly scrubUrl: (url: string) => string

  /**
   * `addEventListener` with a listener that cannot throw into the page. It is passive, so it never
   * delays scrolling or cancels anything, and it listens in the capture phase, so a page that stops
   * the propagation of an event does not hide it.
   */
  readonly listen: (target: EventTarget, type: string, listener: (event: never) => void) => Stop

  /**
   * The page view ends or pauses. Called before the queue is flushed, so what is tracked in it still
   * goes out, and still belongs to the page view that ends. One ending may call it more than once:
   * an unloading page says `leave` and then `hide`. Whoever reports what has added up has to report
   * nothing the second time.
   */
  readonly onLeave: (listener: (reason: LeaveReason) => void) => Stop

  /** A page view has begun and is recorded. */
  readonly onPage: (listener: () => void) => Stop

  /** Milliseconds since the epoch. */
  readonly now: () => number
}
