/** What of the events somebody wants to see; empty words ask for everything. */
export interface LiveFilter {
  readonly type: string
  readonly visitor: string
  readonly text: string
}

export const noFilter: LiveFilter = { type: '', visitor: '', text: '' }

export const isEmpty = ({ type, visitor, text }: LiveFilter): boolean =>
  type === '' && visitor === '' && text === ''

const visitorFields = ['anonymous_id', 'user_id', 'session_id', 'network_id']

/** Whether an event is wanted; the gateway judges what streams by the same rule. */
export function fits(filter: LiveFilter, event: unknown, record: unknown = event): boolean {
  if (isEmpty(filter)) return true
  if (typeof event !== 'object' || event === null) return false
  const fields = event as Readonly<Record<string, unknown>>
  const { type, visitor, text } = filter
  return (
    (type === '' || fields.event_type === type) &&
    (visitor === '' || visitorFields.some((name) => fields[name] === visitor)) &&
    (text === '' || JSON.stringify(record).toLowerCase().includes(text.toLowerCase()))
  )
}

/** As the query of `GET /console/api/live`. */
export function toQuery({ type, visitor, text }: LiveFilter): string {
  const query = new URLSearchParams()
  if (type !== '') query.set('event_type', type)
  if (visitor !== '') query.set('visitor', visitor)
  if (text !== '') query.set('text', text)
  const words = query.toString()
  return words === '' ? '' : `?${words}`
}
