import schema from '@weir/schema/event.schema.json' with { type: 'json' }

/** The part of our dialect that the other libraries are asked to say in their own words. */
export interface Shape {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Shape
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

/** What every event carries, and the payload of each built-in event. */
export const eventShape: Shape = schema
export const payloadShapes: Readonly<Record<string, Shape>> = schema.$defs

export const typeOf = ({ type }: Shape): { name: string; nullable: boolean } => {
  const names = type === undefined ? [] : typeof type === 'string' ? [type] : type
  const name = names.find((each) => each !== 'null') ?? ''
  return { name, nullable: names.includes('null') }
}
