import type { VNode } from 'preact'

const paths = {
  weir: 'M3 8c3-3 6-3 9 0s6 3 9 0M3 12.5h18M3 17c3-3 6-3 9 0s6 3 9 0',
  live: 'M3 12h4l3-7 4 14 3-7h4',
  rejected: 'M12 3 2.5 20h19L12 3zM12 10v4M12 17v.01',
  flow: 'M4 20V10M10 20V4M16 20v-8M22 20H2',
  storage: 'M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M10 13h4',
  reports: 'M4 4v16h16M8 15l4-5 3 3 5-7',
  visitor: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-8 16-8 16 0',
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  light:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  dark: 'M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4v16l13-8z',
  close: 'M5 5l14 14M19 5 5 19',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
} as const

export type IconName = keyof typeof paths

/** A drawing beside words: it says nothing by itself. */
export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
