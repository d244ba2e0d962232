import * as v from 'valibot'
import { eventShape, payloadShapes, type Shape, typeOf } from './shape.ts'

/** The same shape as one would write it with Valibot: a strict object per event type. */
export function createValibotValidator(): (event: unknown) => boolean {
  const { properties = {} } = eventShape
  const custom = toValibot(eventShape)
  const byType = new Map(
    Object.entries(payloadShapes).map(([type, payload]) => [
      type,
      toValibot({
        ...eventShape,
        properties: { ...properties, properties: payload },
        required: [...(eventShape.required ?? []), ...(payload.required ? ['properties'] : [])],
      }),
    ]),
  )
  return (event) => {
    const { event_type: type } = (event ?? {}) as { event_type?: string }
    return v.safeParse(byType.get(type ?? '') ?? custom, event, { abortEarly: true }).success
  }
}

function toValibot(shape: Shape): v.GenericSchema {
  if (shape.enum) return v.picklist([...shape.enum])
  const { name, nullable } = typeOf(shape)
  const type = ofType[name]?.(shape) ?? v.never()
  return nullable ? v.nullable(type) : type
}

const ofType: Readonly<Record<string, (shape: Shape) => v.GenericSchema>> = {
  string: ({ format, pattern, minLength = 0, maxLength = Infinity }) => {
    if (format === 'uuid') return v.pipe(v.string(), v.uuid())
    if (format === 'utc-time') return v.pipe(v.string(), v.isoTimestamp())
    if (format === 'http-url') return v.pipe(v.string(), v.url(), v.maxLength(maxLength))
    const bounds = [
      v.minLength<string, number>(minLength),
      v.maxLength<string, number>(maxLength),
    ] as const
    return pattern === undefined
      ? v.pipe(v.string(), ...bounds)
      : v.pipe(v.string(), ...bounds, v.regex(new RegExp(pattern, 'u')))
  },
  integer: ({ minimum = -Infinity, maximum = Infinity }) =>
    v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum)),
  number: ({ minimum = -Infinity, maximum = Infinity }) =>
    v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum)),
  boolean: () => v.boolean(),
  array: ({ items = {}, maxItems = Infinity }) =>
    v.pipe(v.array(toValibot(items)), v.maxLength(maxItems)),
  object: ({ properties = {}, required = [], additionalProperties }) => {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const type = toValibot(field)
        return [name, required.includes(name) ? type : v.optional(type)]
      }),
    )
    return additionalProperties ? v.looseObject(fields) : v.strictObject(fields)
  },
}
