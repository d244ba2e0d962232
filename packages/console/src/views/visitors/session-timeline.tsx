import type { VNode } from 'preact'
import type { TimelinePage, TimelineSession } from '../../api/api.ts'
import { describeEvent } from '../../state/describe-event.ts'
import { formatSeconds, formatTime } from '../../state/format.ts'
import { Card } from '../../ui/card.tsx'

/** One visit, page by page. */
export function SessionTimeline({ session }: { session: TimelineSession }): VNode {
  const { started_at: from, ended_at: to, events, pages } = session
  const length = formatSeconds((Date.parse(to) - Date.parse(from)) / 1000)
  const about = [
    session.referrer_host === null ? '' : `from ${session.referrer_host}`,
    session.country,
    [session.browser, session.os].filter(Boolean).join(' on '),
    session.device_type,
    session.user_id === null ? '' : `user ${session.user_id}`,
  ]
  return (
    <Card
      wide
      title={`${formatTime(from, 'day and time')}: ${events} events in ${length}`}
      about={about.filter(Boolean).join(' · ')}
    >
      <ol class="timeline">
        {(pages as readonly TimelinePage[]).map((page, at) => (
          <PageStep key={at} page={page} />
        ))}
      </ol>
    </Card>
  )
}

function PageStep({ page }: { page: TimelinePage }): VNode {
  const { page_title: title, page_path: path, page_url: url, visible_ms: visible } = page
  const seen = [
    visible === null ? '' : `in sight ${formatSeconds(visible / 1000)}`,
    page.active_ms === null ? '' : `in use ${formatSeconds(page.active_ms / 1000)}`,
    page.max_scroll_percent === null ? '' : `scrolled ${Math.round(page.max_scroll_percent)} %`,
  ]
  return (
    <li>
      <div class="timeline-page">
        <time>{formatTime(page.started_at)}</time>
        <strong>{title ?? path ?? url}</strong>
        <span class="page">{path ?? url}</span>
        <span class="note">{seen.filter(Boolean).join(' · ')}</span>
      </div>
      <ul class="timeline-events">
        {page.events
          .filter(({ event_type: type }) => type !== 'page_view')
          .map((event) => (
            <li key={event.event_id}>
              <time>{formatTime(event.timestamp)}</time>
              <span class="type">{event.event_type}</span>
              <span>{describeEvent(event).about}</span>
            </li>
          ))}
      </ul>
    </li>
  )
}
