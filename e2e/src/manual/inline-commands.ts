/** A command of ours that stands in a sentence or in a table, as a reader would type it. */
export interface InlineCommand {
  readonly page: string
  /** A script of the project, or a program of ours. */
  readonly name: string
  readonly words: readonly string[]
}

const command =
  /`(?:(?:npx --yes )?pnpm (?<script>[a-z][a-z0-9-]*)|(?:npx )?(?<program>weir-[a-z]+))(?<words> [^`]*)?`/gu

export function inlineCommands(page: string, markdown: string): readonly InlineCommand[] {
  const prose = markdown.replaceAll(/^\s*(?:```|~~~)[^]*?^\s*(?:```|~~~)$/gmu, '')
  return Array.from(prose.matchAll(command), ({ groups = {} }) => ({
    page,
    name: groups['script'] ?? groups['program'] ?? '',
    words: (groups['words'] ?? '').split(/\s+/u).filter((word) => word !== '' && word !== '--'),
  }))
}

/** What a program has to know of a command: options, and a first word that is none. */
export function namedBy({ words }: InlineCommand): readonly string[] {
  const [first] = words
  const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0])
  const known = first === undefined || first.startsWith('-') ? options : [first, ...options]
  return known.filter((word) => word !== undefined)
}
