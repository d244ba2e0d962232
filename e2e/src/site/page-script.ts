/** The event that the scenarios count. Its properties are its number and its padding. */
export const stepName = 'matrix_step'

/** What the page of a scenario offers beside the client that it loads. */
export interface PageFunctions {
  /** Tracks events with these numbers, each padded with as many random bytes. */
  track(from: number, count: number, bytes: number): void
  /** Tracks them at the moment when the link is clicked, or the page is hidden. */
  trackAt(moment: 'click' | 'pagehide', steps: readonly [number, number, number]): void
  /** Policies that were violated, and errors that reached the page. */
  readonly complaints: string[]
  /** How often the page was shown from the back/forward cache. */
  readonly restored: number
}

type PageWindow = Window & {
  deliver: (name: string, properties: object) => void
  page: PageFunctions
}

/** Runs in the page, before the client: what the client throws is seen. */
export function pageScript(name: string): void {
  const complaints: string[] = []
  const here = window as unknown as PageWindow
  let restored = 0
  addEventListener('error', ({ message }) => complaints.push(message))
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    complaints.push(`${violatedDirective}: ${blockedURI}`),
  )
  addEventListener('pageshow', ({ persisted }) => {
    restored += persisted ? 1 : 0
  })
  // Random, so that a client that compresses does not get away with repetition.
  const padding = (bytes: number): string => {
    const values = crypto.getRandomValues(new Uint8Array(bytes))
    return Array.from(values, (value) => String.fromCharCode(33 + (value % 58))).join('')
  }
  const track: PageFunctions['track'] = (from, count, bytes) => {
    for (let n = from; n < from + count; n++) {
      here.deliver(name, bytes > 0 ? { n, padding: padding(bytes) } : { n })
    }
  }
  here.page = {
    track,
    trackAt(moment, steps) {
      const [target, type] = moment === 'click' ? [document, 'click'] : [window, 'pagehide']
      target.addEventListener(type, () => track(...(steps as [number, number, number])), {
        once: true,
      })
    },
    complaints,
    get restored() {
      return restored
    },
  }
}
