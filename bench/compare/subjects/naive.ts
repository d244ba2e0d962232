import { listOf, parse, sighting, type Subject } from './subject.ts'

/** Here to be seen losing events, or a table of zeros would prove nothing. */
export const naive: Subject = {
  name: 'a fetch for each event',
  packages: [],
  work: 'events of one’s own',
  settings: 'none; nothing is tried again',
  docs: [],
  source: `
    const deliver = (name, properties) => {
      const body = JSON.stringify({ id: crypto.randomUUID(), name, properties })
      fetch(endpoint + '/', { method: 'POST', body }).catch(() => {})
    }
    window.deliver = deliver
    deliver('page_view', { url: location.href })`,
  read: (body) => listOf(parse(body)).map((event) => sighting(event, ['name', 'id', 'properties'])),
}
