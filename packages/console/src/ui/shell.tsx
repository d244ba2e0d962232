import type { VNode } from 'preact'
import { hrefOf, place, type ViewName } from '../state/view.ts'
import { ArchiveView } from '../views/archive/archive-view.tsx'
import { HealthView } from '../views/health/health-view.tsx'
import { LiveView } from '../views/live/live-view.tsx'
import { PackingView } from '../views/packing/packing-view.tsx'
import { RejectedView } from '../views/rejected/rejected-view.tsx'
import { ReportsView } from '../views/reports/reports-view.tsx'
import { VisitorsView } from '../views/visitors/visitors-view.tsx'
import { Connection } from './connection.tsx'
import { Icon, type IconName } from './icon.tsx'
import type { Stores } from './stores.ts'
import { ThemeButton } from './theme-button.tsx'

interface ViewEntry {
  readonly name: ViewName
  readonly label: string
  readonly icon: IconName
  readonly view: (props: { stores: Stores; words: readonly string[] }) => VNode
}

const views: readonly ViewEntry[] = [
  { name: 'live', label: 'Live', icon: 'live', view: LiveView },
  { name: 'rejected', label: 'Rejected', icon: 'rejected', view: RejectedView },
  { name: 'health', label: 'Health', icon: 'flow', view: HealthView },
  { name: 'packing', label: 'Packing', icon: 'storage', view: PackingView },
  { name: 'archive', label: 'Archive', icon: 'archive', view: ArchiveView },
  { name: 'reports', label: 'Reports', icon: 'reports', view: ReportsView },
  { name: 'visitors', label: 'Visitors', icon: 'visitor', view: VisitorsView },
]

/** The frame around every view. */
export function Shell({ stores }: { stores: Stores }): VNode {
  const { view: name, words } = place.value
  const current = views.find((each) => each.name === name)
  const View = current?.view ?? LiveView
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to content
      </a>
      <header class="top">
        <span class="brand">
          <Icon name="weir" /> Weir
        </span>
        <Connection live={stores.live} />
        <ThemeButton />
      </header>
      <nav class="nav" aria-label="Views">
        {views.map(({ name: each, label, icon }) => (
          <a key={each} href={hrefOf(each)} aria-current={each === name ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{label}</span>
          </a>
        ))}
      </nav>
      <main id="main" class="main" tabIndex={0}>
        <h1 class="unseen">{current?.label}</h1>
        <View stores={stores} words={words} />
      </main>
    </div>
  )
}

/** The address says which view it is: a jump within the page must not change it. */
function focusMain(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
