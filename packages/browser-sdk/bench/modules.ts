import { join } from 'node:path'

/** The capture modules of the script-tag build. */
export const modules: readonly string[] = [
  'capturePages',
  'captureClicks',
  'captureScroll',
  'captureEngagement',
  'captureForms',
  'captureErrors',
]

const folder = join(import.meta.dirname, '../src/capture')
const fileOf = (name: string) =>
  join(folder, `${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}.ts`)

/** Import statements for these modules. */
export const importAll = (names: readonly string[]): string =>
  names.map((name) => `import { ${name} } from '${fileOf(name)}'`).join('\n')
