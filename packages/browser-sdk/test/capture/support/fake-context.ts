import type { Properties } from '@weir/schema'
import { scrubUrl } from '../../../src/event/scrub-url.ts'
import type { Configured } from '../../../src/options.ts'
import type { Capture, CaptureContext, LeaveReason, Stop } from '../../../src/capture/capture.ts'

/** What a module recorded. */
export interface Recorded {
  readonly event_type: string
  readonly properties: Properties
  /** The number of the page view on this page load, from 1; 0 before the first. */
  readonly view: number
  readonly page_url: string
  readonly at: number
}

/** What a test page holds of the SDK. */
export interface FakeSdk {
  readonly context: CaptureContext
  readonly stop: Stop
  /** How many listeners of modules there are, to the page and to the context. */
  readonly listening: () => number
  /** What modules threw. The real context keeps it from the page as well. */
  readonly thrown: unknown[]
}

const configured = { keepParams: ['q'] } as unknown as Configured
const thrown: unknown[] = []

function attempt(action: () => void): void {
  try {
    action()
  } catch (error) {
    thrown.push(error)
  }
}

function createHub<News>() {
  const listeners = new Set<(news: News) => void>()
  return {
    listeners,
    on: (listener: (news: News) => void): Stop => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (news: News): void => {
      for (const listener of listeners) attempt(() => listener(news))
    },
  }
}

/** `addEventListener` as the contract has it, with a count. */
function createListen() {
  const listening = new Set<Stop>()
  const listen: CaptureContext['listen'] = (target, type, listener) => {
    const guarded = (event: Event) => attempt(() => listener(event as never))
    const options = { capture: true, passive: true }
    target.addEventListener(type, guarded, options)
    const stop = () => {
      target.removeEventListener(type, guarded, options)
      listening.delete(stop)
    }
    listening.add(stop)
    return stop
  }
  return { listening, listen }
}

/** Runs in a page: the context of the SDK as its contract says, which records in sessionStorage. */
export function startFake(captures: readonly Capture[]): FakeSdk {
  const leave = createHub<LeaveReason>()
  const pages = createHub<void>()
  const { listening, listen } = createListen()
  let view = 0
  const track = (event_type: string, properties: Properties = {}): void => {
    const event = { event_type, properties, view, page_url: location.href, at: Date.now() }
    const before = JSON.parse(sessionStorage.getItem('recorded') ?? '[]') as unknown[]
    // As the real one does: what is half a surrogate pair is no text.
    const text = JSON.stringify([...before, event]).replace(/\\ud[89a-f]../g, '\\ufffd')
    sessionStorage.setItem('recorded', text)
  }
  const page = (properties?: Properties): void => {
    if (view > 0) leave.tell('navigate')
    view++
    track('page_view', properties)
    pages.tell()
  }
  const context: CaptureContext = {
    window,
    track,
    page,
    scrubUrl: (url) => scrubUrl(configured, url),
    listen,
    onLeave: leave.on,
    onPage: pages.on,
    now: () => Date.now(),
  }
  for (const type of ['beforeunload', 'pagehide']) {
    window.addEventListener(type, () => leave.tell('leave'), true)
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) leave.tell('hide')
  })
  const stops = captures.map((capture) => capture(context))
  return {
    context,
    stop: () => stops.forEach((stop) => stop()),
    listening: () => listening.size + leave.listeners.size + pages.listeners.size,
    thrown,
  }
}
