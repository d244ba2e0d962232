import type { VNode } from 'preact'
import { nextTheme, theme } from '../state/theme.ts'
import { Icon } from './icon.tsx'

const labels = { auto: 'Colours as the system says', light: 'Light colours', dark: 'Dark colours' }

export function ThemeButton(): VNode {
  const now = theme.value
  const change = () => {
    theme.value = nextTheme(now)
  }
  return (
    <button
      type="button"
      class="quiet"
      onClick={change}
      title={labels[now]}
      aria-label={labels[now]}
    >
      <Icon name={now} />
    </button>
  )
}
