/** How things are set off from each other in a terminal; the same text without colours. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** One of several series or parts. */
  readonly series: (text: string, which: number) => string
  /** From 0 to 1: little to much. */
  readonly heat: (text: string, level: number) => string
}

const plain: Style = {
  bold: (text) => text,
  dim: (text) => text,
  series: (text) => text,
  heat: (text) => text,
}

const sgr = (code: string, text: string, end: string): string =>
  text === '' ? '' : `\u001b[${code}m${text}\u001b[${end}m`

/** Readable on light and on dark ground: blue, amber, red, teal of the 256 colours. */
const seriesColors = [33, 172, 167, 37] as const
/** From pale to deep. */
const heatColors = [195, 159, 123, 80, 44, 37, 30, 23] as const

const colored: Style = {
  bold: (text) => sgr('1', text, '22'),
  dim: (text) => sgr('2', text, '22'),
  series: (text, which) => sgr(`38;5;${seriesColors[which % seriesColors.length]}`, text, '39'),
  heat(text, level) {
    const at = Math.min(heatColors.length - 1, Math.max(0, Math.floor(level * heatColors.length)))
    // Dark words on what is pale, white ones on what is deep.
    return sgr(`48;5;${heatColors[at]};38;5;${at < 4 ? 16 : 231}`, text, '49;39')
  },
}

export const createStyle = (colors: boolean): Style => (colors ? colored : plain)
