import { effect, type Signal, signal } from '@preact/signals'

export type Theme = 'auto' | 'light' | 'dark'
const themes: readonly Theme[] = ['auto', 'light', 'dark']
const key = 'weir.console.theme'

export const theme: Signal<Theme> = signal<Theme>('auto')

export const nextTheme = (now: Theme): Theme =>
  themes[(themes.indexOf(now) + 1) % themes.length] ?? 'auto'

/** Shows the theme that was chosen last; `auto` is what the system says. */
export function followTheme(page: Window): void {
  const { documentElement } = page.document
  theme.value = themes.find((each) => each === remembered(page)) ?? 'auto'
  effect(() => {
    documentElement.dataset['theme'] = theme.value
    remember(page, theme.value)
  })
}

/** Storage may be forbidden; a theme is not worth an error. */
function remembered(page: Window): string | null {
  try {
    return page.localStorage.getItem(key)
  } catch {
    return null
  }
}

function remember(page: Window, value: Theme): void {
  try {
    page.localStorage.setItem(key, value)
  } catch {
    // As above.
  }
}
