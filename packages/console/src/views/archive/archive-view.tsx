import type { VNode } from 'preact'
import { type ArchiveFiles, filesShape } from '../../api/api.ts'
import { formatBytes, formatCount, formatTime } from '../../state/format.ts'
import { Answer } from '../../ui/answer.tsx'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import type { Stores } from '../../ui/stores.ts'
import { useAnswer } from '../../ui/use-answer.ts'

/** Files of the archive as they land. */
export function ArchiveView({ stores: { api, watch } }: { stores: Stores }): VNode {
  const answered = useAnswer(() => api.get('archive/files?limit=100', filesShape), {
    key: 'files',
    everyMs: 3000,
  })
  return (
    <div class="view">
      <Card wide title="Files as they land" about={watch.facts.value?.archive ?? ''}>
        <Answer answered={answered.value} refused="No archive to show">
          {({ files, hasMore }) =>
            files.length === 0 ? (
              <Empty title="No files yet">
                They appear when a buffer of the archive is full or old enough.
              </Empty>
            ) : (
              <>
                <FileTable files={files} />
                {hasMore && <p class="note">The latest {files.length}; there are more.</p>}
              </>
            )
          }
        </Answer>
      </Card>
    </div>
  )
}

function FileTable({ files }: Pick<ArchiveFiles, 'files'>): VNode {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Files, the latest to land first">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Landed</th>
            <th scope="col" class="start">
              Stream
            </th>
            <th scope="col" class="start">
              Hour
            </th>
            <th scope="col" class="start">
              File
            </th>
            <th scope="col">Events</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ key, stream, bytes, landedMs, hourMs, events }) => (
            <tr key={key}>
              <td class="start">{formatTime(landedMs, 'day and time')}</td>
              <td class={stream === 'events' ? 'start type' : 'start type is-wrong'}>{stream}</td>
              <td class="start">{formatTime(hourMs, 'hour')}</td>
              <th scope="row" class="path" title={key}>
                {key.slice(key.lastIndexOf('/') + 1)}
              </th>
              <td>{events === null ? '…' : formatCount(events)}</td>
              <td>{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
