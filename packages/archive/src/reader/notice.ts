/** What kinds of things in an archive are not as they should be. */
export const noticeKinds = [
  /** A file that cannot be read to its end: none of it is counted. */
  'unreadable_file',
  /** Lines that are no records: these are not counted, the others of their file are. */
  'bad_lines',
  /** Fields that this version has no column for: the records are counted, without these fields. */
  'unknown_column',
  /** Records whose payload cannot be shown: they are counted, without it. */
  'unshown_payload',
  /** No file of an archive. */
  'foreign_file',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** Something in an archive that is not as it should be. Every command prints what it met. */
export interface Notice {
  readonly kind: NoticeKind
  /** From the root of the archive. */
  readonly path: string
  /** Of lines; 1 for a whole file. */
  readonly count: number
  readonly detail: string
}

/** Whether something was left out that might have been an event. */
export const leavesOut = ({ kind }: Notice): boolean =>
  kind === 'unreadable_file' || kind === 'bad_lines'

const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`)

/** One line for a person. */
export function describeNotice({ kind, path, count, detail }: Notice): string {
  switch (kind) {
    case 'unreadable_file':
      return `left out ${path}: ${detail}`
    case 'bad_lines':
      return `left out ${lines(count)} of ${path}: ${detail}`
    case 'unknown_column':
      return `no column for "${detail}" in ${lines(count)} of ${path}`
    case 'unshown_payload':
      return `left out the payload of ${lines(count)} of ${path}: ${detail}`
    case 'foreign_file':
      return `ignored ${path}: ${detail}`
  }
}

/** The first lines, and how many more there are. Nothing for no notices. */
export function describeNotices(notices: readonly Notice[], most: number): string[] {
  const shown = notices.slice(0, most).map(describeNotice)
  const more = notices.length - shown.length
  return more > 0 ? [...shown, `and ${more} more; --verbose for all`] : shown
}
