/** A fenced block of a page, as a reader would copy it. */
export interface FencedBlock {
  readonly page: string
  /** Of its first fence, from 1. */
  readonly line: number
  /** The first word behind the fence; empty for a diagram, or for what a program prints. */
  readonly language: string
  /** The word after it. */
  readonly name: string
  readonly text: string
}

export function fencedBlocks(page: string, markdown: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = []
  let open: Omit<FencedBlock, 'text'> | undefined
  let lines: string[] = []
  for (const [at, line] of markdown.split('\n').entries()) {
    const [, words] = /^\s*(?:```|~~~)(.*)$/u.exec(line) ?? []
    if (words === undefined) {
      if (open !== undefined) lines.push(line)
    } else if (open === undefined) {
      const [language = '', name = ''] = words.trim().split(/\s+/u)
      open = { page, line: at + 1, language, name }
    } else {
      blocks.push({ ...open, text: `${lines.join('\n')}\n` })
      open = undefined
      lines = []
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line} opens a block that nothing closes`)
  return blocks
}
