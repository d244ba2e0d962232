import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { type Report, reportsShape } from '../../api/api.ts'
import { formatValue } from '../../state/report-value.ts'
import { Answer } from '../../ui/answer.tsx'
import { Card } from '../../ui/card.tsx'
import { Stat } from '../../ui/stat.tsx'
import type { Stores } from '../../ui/stores.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { useAnswer } from '../../ui/use-answer.ts'
import { FunnelForm } from './funnel-form.tsx'
import { ReportTableView } from './report-table-view.tsx'

const days = { 'Last day': 1, 'Last 7 days': 7, 'Last 30 days': 30, Everything: 0 } as const
type Days = keyof typeof days

/** What of a table is read without scrolling sideways where two cards stand beside each other. */
const columnsOfHalf = 5

/** The reports of the archive as charts. */
export function ReportsView({ stores: { api } }: { stores: Stores }): VNode {
  const range = useSignal<Days>('Last 7 days')
  const steps = useSignal('page_view, add_to_cart, purchase')
  const query = new URLSearchParams({ days: String(days[range.value]), steps: steps.value })
  const key = query.toString()
  const answered = useAnswer(() => api.get(`archive/reports?${key}`, reportsShape), { key })
  return (
    <div class="view">
      <div class="view-bar">
        <Tabs label="Which days" tabs={Object.keys(days) as Days[]} chosen={range} />
        <FunnelForm steps={steps} />
      </div>
      <Answer answered={answered.value} refused="No reports">
        {({ reports }) => (
          <div class="cards">
            {reports.map((report) => (
              <ReportCard key={report.name} report={report} />
            ))}
          </div>
        )}
      </Answer>
    </div>
  )
}

function ReportCard({ report: { title, about, facts, tables } }: { report: Report }): VNode {
  const wide = tables.some(({ columns }) => columns.length > columnsOfHalf)
  return (
    <Card title={title} about={about} wide={wide}>
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map(({ key, label, kind, value }) => (
            <Stat key={key} label={label} value={formatValue(value, kind)} />
          ))}
        </dl>
      )}
      {tables.map((table) => (
        <ReportTableView key={table.key} table={table} />
      ))}
    </Card>
  )
}
