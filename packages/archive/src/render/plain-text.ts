import stringWidth from 'string-width'

/**
 * What strangers sent, for a terminal: no control characters, which could move the cursor or send
 * commands, and nothing that turns the direction of the text around.
 */
export const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·')

/** How many columns of a terminal a text takes. */
export const widthOf = (text: string): number => stringWidth(text)

/** Cut to a width, with a sign that something is missing. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let taken = 0
  for (const character of text) {
    const more = widthOf(character)
    if (taken + more > width - 1) break
    kept += character
    taken += more
  }
  return width < 1 ? '' : `${kept}…`
}

/** Filled with spaces to a width, on the right or on the left. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'right' ? text + space : space + text
}

/** Pieces side by side, as many to a line as there is room for. */
export function wrap(pieces: readonly string[], width: number, between: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line}${between}${piece}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = piece
    } else {
      line = longer
    }
  }
  return line === '' ? lines : [...lines, line]
}
