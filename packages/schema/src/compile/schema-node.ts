/** One node of a schema in our dialect, after its references have been resolved. */
export interface SchemaNode {
  readonly $schema?: string
  readonly $comment?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaNode>>
  readonly title?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly deprecated?: boolean
  readonly type?: SchemaType | readonly SchemaType[]
  readonly enum?: readonly Scalar[]
  readonly const?: Scalar
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: SchemaNode
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | SchemaNode
  readonly maxProperties?: number
  readonly 'x-max-bytes'?: number
  readonly 'x-max-depth'?: number
  readonly 'x-max-keys'?: number
  readonly 'x-any-json'?: true
  readonly 'x-version'?: string
  readonly 'x-limits'?: Readonly<Record<string, number>>
}

export type Scalar = string | number | boolean | null
export const schemaTypes = [
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
  'object',
] as const
export type SchemaType = (typeof schemaTypes)[number]

/** What is wrong with a schema, and where: one line for a person. */
export interface Problem {
  readonly file: string
  /** JSON pointer into the file. */
  readonly pointer: string
  readonly message: string
}

export const formatProblem = ({ file, pointer, message }: Problem): string =>
  `${file}#${pointer}: ${message}`

export const typesOf = ({ type }: SchemaNode): readonly SchemaType[] =>
  type === undefined ? [] : typeof type === 'string' ? [type] : type

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
