const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

export const escape = (text: string): string =>
  text.replace(/[&<>"]/gu, (each) => escapes[each] ?? '')

/** A hundredth of a pixel is all that anybody sees, and the same on every machine. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

export const width = 720

/** How many lines a plot may have. */
export const colours = 6

/** Colours by day and by night: a page that shows the picture hands on only what the reader wants. */
const style = `
text { font: 13px system-ui, 'Segoe UI', sans-serif; fill: #1a1f27 }
.soft { fill: #5b6573 } .title { font-size: 15px; font-weight: 600 } .page { fill: #fff }
.grid { stroke: #dfe3e9 } .ends { stroke: #1a1f27; stroke-width: 1.5 }
.c0 { --c: #2a62c9 } .c1 { --c: #b4540a } .c2 { --c: #7a3fb0 }
.c3 { --c: #1a7f4b } .c4 { --c: #c4372d } .c5 { --c: #5b6573 }
.bar, .mark { fill: var(--c) } .line { stroke: var(--c); stroke-width: 2; fill: none }
@media (prefers-color-scheme: dark) {
text { fill: #e7ebf1 } .soft { fill: #9aa5b4 } .page { fill: #10141a }
.grid { stroke: #2c3440 } .ends { stroke: #e7ebf1 }
.c0 { --c: #6ea2ff } .c1 { --c: #f0a35c } .c2 { --c: #c39bf0 }
.c3 { --c: #4cc38a } .c4 { --c: #ff7b72 } .c5 { --c: #9aa5b4 }
}`

export interface Drawing {
  readonly title: string
  /** What stands below the title. */
  readonly about: string
  readonly height: number
}

/** Where the drawing itself begins. */
export const top = 64

/** A picture that stands alone, with its title in words for those who do not see it. */
export const svg = ({ title, about, height }: Drawing, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${px(height)}" role="img" aria-label="${escape(`${title}, ${about}`)}">`,
    '<!-- Made by pnpm bench; not to be edited. -->',
    `<style>${style}\n</style>`,
    '<rect class="page" width="100%" height="100%" rx="6"/>',
    `<text class="title" x="16" y="26">${escape(title)}</text>`,
    `<text class="soft" x="16" y="45">${escape(about)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
