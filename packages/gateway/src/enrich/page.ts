import { recently } from '../memory/recently.ts'

/** What the address of a page says. Names are those of the stored record. */
export interface Page {
  page_host?: string
  page_path?: string
  utm_source?: string
  utm_medium?: string
  utm_campaign?: string
  utm_term?: string
  utm_content?: string
}

const campaign = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
/** As long as the columns of the stored record. */
const mostCharacters = { host: 255, path: 2048, campaign: 2048 }

/** Reads host, path and campaign from an address that validation has let through. */
export function readPage(url: string): Page {
  const parsed = URL.parse(url)
  if (parsed === null) return {}
  const page: Page = {
    page_host: cut(parsed.host, mostCharacters.host),
    page_path: cut(parsed.pathname, mostCharacters.path),
  }
  if (parsed.search === '') return page
  for (const name of campaign) {
    const value = parsed.searchParams.get(name)
    if (value !== null && value !== '') page[name] = cut(value, mostCharacters.campaign)
  }
  return page
}

/** Cuts between characters, never inside of one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return text
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/u, '')
}

/** The host of a referrer, which may be anything at all. */
export function readReferrerHost(referrer: string): string | undefined {
  const host = URL.parse(referrer)?.host
  return host === undefined || host === '' ? undefined : cut(host, mostCharacters.host)
}

/** Both as the inside of a JSON object, ready to be written; the same pages come again and again. */
export const pageFields: (url: string) => string = recently((url) => inside(readPage(url)), 4096)
export const referrerFields: (referrer: string) => string = recently(
  (referrer) => inside({ referrer_host: readReferrerHost(referrer) }),
  4096,
)

/** `{"a":1}` → `,"a":1`; what is undefined is left out. */
export function inside(fields: object): string {
  const json = JSON.stringify(fields)
  return json === '{}' ? '' : `,${json.slice(1, -1)}`
}
