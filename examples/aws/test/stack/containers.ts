import { plainText } from '../../src/iam/plain-text.ts'
import { at, type Json, ofType, type Template } from './template.ts'

/** A container of the task as ECS would start it, with names in place of references. */
export interface Container {
  readonly words: readonly string[]
  readonly settings: Readonly<Record<string, string>>
  readonly definition: Json
}

const names: Readonly<Record<string, string>> = {
  StreamsEvents: 'events',
  StreamsRejected: 'rejected',
}

/** A reference to a stream becomes its name in tests. */
const settingOf = (value: unknown): string => {
  const text = plainText(value)
  const [, id = ''] = /^<(\w+?)[0-9A-F]{8}>$/u.exec(text) ?? []
  return names[id] ?? text
}

export function containerOf(template: Template, name: string): Container {
  const [[, task] = ['', {}]] = ofType(template, 'ECS::TaskDefinition')
  const found = (task.ContainerDefinitions as Json[]).find(({ Name }) => Name === name) ?? {}
  return {
    words: ((found.Command ?? []) as unknown[]).map(plainText),
    settings: Object.fromEntries(
      ((found.Environment ?? []) as Json[]).map(({ Name, Value }) => [
        String(Name),
        settingOf(Value),
      ]),
    ),
    definition: found,
  }
}

/** One property of the only resource of a type. */
export function only(template: Template, type: string, ...path: (string | number)[]): unknown {
  const all = ofType(template, type)
  if (all.length !== 1) throw new Error(`${all.length} resources of ${type}`)
  return at(all[0]?.[1], ...path)
}
