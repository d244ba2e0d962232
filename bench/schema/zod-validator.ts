import { z } from 'zod'
import { eventShape, payloadShapes, type Shape, typeOf } from './shape.ts'

/** The same shape as one would write it with Zod: a strict object per event type. */
export function createZodValidator(): (event: unknown) => boolean {
  const { properties = {} } = eventShape
  const custom = toZod(eventShape)
  const byType = new Map(
    Object.entries(payloadShapes).map(([type, payload]) => [
      type,
      toZod({
        ...eventShape,
        properties: { ...properties, properties: payload },
        required: [...(eventShape.required ?? []), ...(payload.required ? ['properties'] : [])],
      }),
    ]),
  )
  return (event) => {
    const { event_type: type } = (event ?? {}) as { event_type?: string }
    return (byType.get(type ?? '') ?? custom).safeParse(event).success
  }
}

function toZod(shape: Shape): z.ZodType {
  if (shape.enum) return z.enum([...shape.enum])
  const { name, nullable } = typeOf(shape)
  const type = ofType[name]?.(shape) ?? z.never()
  return nullable ? type.nullable() : type
}

const ofType: Readonly<Record<string, (shape: Shape) => z.ZodType>> = {
  string: ({ format, pattern, minLength = 0, maxLength = Infinity }) => {
    if (format === 'uuid') return z.guid()
    if (format === 'utc-time') return z.iso.datetime({ precision: 3 })
    if (format === 'http-url') return z.url({ protocol: /^https?$/ }).max(maxLength)
    const text = z.string().min(minLength).max(maxLength)
    return pattern === undefined ? text : text.regex(new RegExp(pattern, 'u'))
  },
  integer: ({ minimum = -Infinity, maximum = Infinity }) => z.int().min(minimum).max(maximum),
  number: ({ minimum = -Infinity, maximum = Infinity }) => z.number().min(minimum).max(maximum),
  boolean: () => z.boolean(),
  array: ({ items = {}, maxItems = Infinity }) => z.array(toZod(items)).max(maxItems),
  object: ({ properties = {}, required = [], additionalProperties }) => {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const type = toZod(field)
        return [name, required.includes(name) ? type : type.optional()]
      }),
    )
    return additionalProperties ? z.looseObject(fields) : z.strictObject(fields)
  },
}
