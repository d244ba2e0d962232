/** As much of a CloudFormation template as the tests look at. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>
}

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
  readonly DependsOn?: readonly string[]
}

export type Json = Readonly<Record<string, unknown>>

/** All of one type, by their logical ids. */
export const ofType = (template: Template, type: string): [string, Json][] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === `AWS::${type}`)
    .map(([id, { Properties }]) => [id, Properties])

/** The properties of the one whose logical id begins so. */
export function resource(template: Template, start: string): Json {
  const found = Object.entries(template.Resources).filter(([id]) =>
    new RegExp(`^${start}[0-9A-F]{8}$`, 'u').test(id),
  )
  if (found.length !== 1) throw new Error(`${found.length} resources are called ${start}`)
  return found[0]?.[1].Properties ?? {}
}

/** Where a path of names and numbers leads. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const step of path) here = (here as Json | undefined)?.[step]
  return here
}
