import { formats } from './formats.ts'
import { checkJsonBounds } from './json-bounds.ts'
import { isLongerThan, isShorterThan } from './text-length.ts'

/**
 * What generated validators call. It is handed to them rather than imported, so that the
 * validators of a tracking plan are one file that loads from anywhere.
 */
export interface Runtime {
  readonly formats: typeof formats
  readonly isLongerThan: typeof isLongerThan
  readonly isShorterThan: typeof isShorterThan
  readonly checkJsonBounds: typeof checkJsonBounds
}
export const runtime: Runtime = {
  formats,
  isLongerThan,
  isShorterThan,
  checkJsonBounds,
}

/** What a generated validator says of one value; the words of Ajv. */
export interface Complaint {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** One generated validator: a verdict, and the complaint left on the function. */
export interface Validator {
  (value: unknown, place?: { instancePath: string }): boolean
  errors?: readonly Complaint[] | null
}

/** A generated file of validators: a factory of them by name. */
export type CreateValidators = (runtime: Runtime) => Readonly<Record<string, Validator>>
