import type { VNode } from 'preact'
import { type SessionRow, sessionsShape, timelineShape } from '../../api/api.ts'
import type { Api } from '../../api/client.ts'
import { formatCount, formatSeconds, formatTime } from '../../state/format.ts'
import { hrefOf } from '../../state/view.ts'
import { Answer } from '../../ui/answer.tsx'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import type { Stores } from '../../ui/stores.ts'
import { useAnswer } from '../../ui/use-answer.ts'
import { SessionTimeline } from './session-timeline.tsx'

interface Props {
  readonly stores: Stores
  readonly words: readonly string[]
}

/** The latest visits, or what one visitor did. */
export function VisitorsView({ stores: { api }, words: [id] }: Props): VNode {
  return (
    <div class="view">
      <VisitorForm id={id} />
      {id === undefined ? <LatestVisits api={api} /> : <VisitorTimeline api={api} id={id} />}
    </div>
  )
}

function VisitorForm({ id }: { id: string | undefined }): VNode {
  const onSubmit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get('id')
    if (typeof value === 'string')
      location.hash = hrefOf('visitors', ...[value.trim()].filter(Boolean))
  }
  return (
    <form class="inline-form" role="search" onSubmit={onSubmit}>
      <label>
        <span>Visitor, user or session id</span>
        <input name="id" key={id} defaultValue={id ?? ''} size={38} />
      </label>
      <button type="submit">Show</button>
      {id !== undefined && <a href={hrefOf('visitors')}>Latest visits</a>}
    </form>
  )
}

function LatestVisits({ api }: { api: Api }): VNode {
  const answered = useAnswer(() => api.get('archive/sessions', sessionsShape), { key: 'sessions' })
  return (
    <Card wide title="Latest visits" about="From the archive; what has not landed yet is not here.">
      <Answer answered={answered.value} refused="No visits to show">
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Empty title="No visits yet">They appear when files land in the archive.</Empty>
          ) : (
            <VisitTable sessions={sessions} />
          )
        }
      </Answer>
    </Card>
  )
}

const VisitTable = ({ sessions }: { sessions: readonly SessionRow[] }): VNode => (
  <div class="scroll" tabIndex={0} role="group" aria-label="Visits, the latest first">
    <table class="figures">
      <thead>
        <tr>
          {['Began', 'Visitor', 'Came in at', 'Left from', 'From', 'With'].map((label) => (
            <th key={label} scope="col" class="start">
              {label}
            </th>
          ))}
          <th scope="col">Pages</th>
          <th scope="col">Events</th>
          <th scope="col">Length</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((each) => (
          <tr key={each.session_id}>
            <td class="start">{formatTime(each.started_at, 'day and time')}</td>
            <th scope="row" class="path">
              <a href={hrefOf('visitors', each.visitor_id)}>{each.visitor_id.slice(0, 13)}</a>
            </th>
            <td class="start">{each.entry_path}</td>
            <td class="start">{each.exit_path}</td>
            <td class="start">{[each.referrer_host, each.country].filter(Boolean).join(', ')}</td>
            <td class="start">{[each.browser, each.device_type].filter(Boolean).join(', ')}</td>
            <td>{formatCount(each.page_views)}</td>
            <td>{formatCount(each.events)}</td>
            <td>{formatSeconds(each.duration_ms / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

function VisitorTimeline({ api, id }: { api: Api; id: string }): VNode {
  const ask = () => api.get(`archive/timeline?id=${encodeURIComponent(id)}`, timelineShape)
  const answered = useAnswer(ask, { key: id })
  return (
    <Answer answered={answered.value} refused="No timeline">
      {({ sessions, hasEarlier }) =>
        sessions.length === 0 ? (
          <Empty title="Nobody with this id">
            Not in the archive, at least: events of the last minutes may not have landed yet.
          </Empty>
        ) : (
          <>
            {sessions.map((session) => (
              <SessionTimeline key={session.session_id} session={session} />
            ))}
            {hasEarlier && <p class="note">There is more before that.</p>}
          </>
        )
      }
    </Answer>
  )
}
