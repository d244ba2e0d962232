const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a line of the list says about an event that may be anything at all. */
export interface EventLine {
  readonly type: string
  readonly page: string
  readonly visitor: string
  readonly about: string
}

export function describeEvent(event: unknown): EventLine {
  const fields = (typeof event === 'object' && event !== null ? event : {}) as Readonly<
    Record<string, unknown>
  >
  return {
    type: textOf(fields['event_type']) || 'no type',
    page: textOf(fields['page_path']) || pathOf(textOf(fields['page_url'])),
    visitor: visitorOf(fields),
    about: aboutOf(fields),
  }
}

/** The id by which a visitor is followed: the most lasting one. */
export const visitorOf = (fields: Readonly<Record<string, unknown>>): string =>
  textOf(fields['anonymous_id']) || textOf(fields['session_id'])

function pathOf(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null ? url : parsed.pathname
}

const telling = ['text', 'label', 'name', 'href', 'form_name', 'sku', 'message', 'user_id']

/** The words that tell one event from the next. */
function aboutOf(fields: Readonly<Record<string, unknown>>): string {
  if (fields['event_type'] === 'page_view') return textOf(fields['page_title'])
  const properties = (fields['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const found = telling.find((name) => typeof properties[name] === 'string')
  if (found !== undefined) return textOf(properties[found])
  const entries = Object.entries(properties).filter(([, value]) => typeof value !== 'object')
  return entries
    .slice(0, 3)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}
