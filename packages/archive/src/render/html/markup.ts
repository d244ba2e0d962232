/** Text that is HTML already. Only `html` makes it. */
export interface Markup {
  readonly markup: string
}

type Piece = string | number | Markup | readonly Markup[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string => text.replace(/[&<>"']/gu, (each) => escapes[each] ?? '')

const written = (piece: Piece): string => {
  if (typeof piece === 'string') return escape(piece)
  if (typeof piece === 'number') return String(piece)
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('')
}

/** A template whose holes are escaped, for all of it may be what strangers sent. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: texts.map((text, at) => text + written(pieces[at] ?? '')).join(''),
})

/** To a hundredth, so that a page is not full of digits that nobody sees. */
export const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`
