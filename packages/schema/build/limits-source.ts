import type { OwnSchemas } from './own-schemas.ts'

/** The numbers that both sides of the wire must agree on, each a constant of its own. */
export function limitsSource(own: OwnSchemas): string {
  const { event, envelope } = own
  const limits = envelope['x-limits'] ?? {}
  const properties = event.properties?.properties ?? {}
  const lengths = Object.entries(event.properties ?? {}).flatMap(([name, field]) =>
    field.maxLength === undefined ? [] : [`  ${name}: ${field.maxLength},`],
  )
  const constant = ([doc, name, value]: readonly [string, string, unknown]) =>
    `/** ${doc} */\nexport const ${name} = ${JSON.stringify(number(name, value))}\n`
  return [
    '/** The version of the event schema, stored with every record. */',
    `export const schemaVersion = '${event['x-version'] ?? ''}'\n`,
    ...(
      [
        ['Bytes of one envelope on the wire.', 'maxEnvelopeBytes', limits.envelope_bytes],
        ['Bytes of one envelope after decompression.', 'maxInflatedBytes', limits.inflated_bytes],
        ['How far an envelope may expand.', 'maxInflateRatio', limits.inflate_ratio],
        ['Events in one envelope.', 'maxEnvelopeEvents', limits.envelope_events],
        ['Bytes of one event as JSON.', 'maxEventBytes', limits.event_bytes],
        ['Bytes of `properties` as JSON.', 'maxPropertiesBytes', properties['x-max-bytes']],
        [
          'Levels of `properties`, itself included.',
          'maxPropertiesDepth',
          properties['x-max-depth'],
        ],
        ['Keys in `properties`, over all levels.', 'maxPropertiesKeys', properties['x-max-keys']],
      ] as const
    ).map(constant),
    '/** Characters (not UTF-16 units) in the fields of an event. */',
    `export const maxLengths = {\n${lengths.join('\n')}\n} as const`,
    '',
  ].join('\n')
}

function number(name: string, value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error(`the schemas give no number for ${name}`)
  return value as number
}
