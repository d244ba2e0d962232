import { eventSection, fieldTable } from '../src/compile/to-docs.ts'
import type { OwnSchemas } from './own-schemas.ts'

/** `docs/events.md`: what an event is, for people. */
export const eventsPage = (own: OwnSchemas): string =>
  [
    '# Events\n',
    `Schema version ${own.event['x-version'] ?? ''}. Names are the same on the wire, in the stream and in the archive.\n`,
    '## Every event\n',
    `${own.event.description ?? ''}\n`,
    fieldTable(own.event),
    '## Built-in events\n',
    'What each of them holds in `properties`. Any other name is an event of your own: it is accepted with `properties` of any shape within the bounds above, unless the tracking plan of the site is strict.\n',
    ...[...own.payloads].map(([type, schema]) => eventSection(type, schema)),
    '## The envelope\n',
    `${own.envelope.description ?? ''}\n`,
    fieldTable(own.envelope),
    '## The stored record\n',
    `${own.storedRecord.description ?? ''}\n`,
    fieldTable(own.storedRecord),
    '## The rejected record\n',
    `${own.rejectedRecord.description ?? ''}\n`,
    fieldTable(own.rejectedRecord),
  ]
    .join('\n')
    .trimEnd() + '\n'
