import type { Plugin, Report } from './plugin.ts'

const fate = ({ reason, isLost }: Report): string => {
  if (isLost) return 'dropped'
  return reason.startsWith('http_2') ? 'accepted' : 'not accepted'
}

/**
 * Prints every event as it will be sent, and what became of it: accepted, not accepted this time, or
 * dropped, with the reason and the answer of the gateway, which names the events that it rejected.
 */
export const debug =
  (): Plugin =>
  ({ window, beforeSend, onReport }) => {
    const { console } = window
    const stops = [
      // Copied: what is printed shall not change with what hooks do later.
      beforeSend((event) => {
        console.log('weir', event.event_type, { ...event })
      }),
      onReport((report) =>
        console.log('weir', fate(report), report.events, report.reason, report.answer ?? ''),
      ),
    ]
    return () => stops.forEach((stop) => stop())
  }
