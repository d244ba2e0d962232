import { invalidExamples, validExamples } from '@weir/schema/corpus'
import { validateEvent } from '@weir/schema/validate'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { interleave } from '../support/interleave.ts'
import { createAjvValidator } from './ajv-validator.ts'
import { createValibotValidator } from './valibot-validator.ts'
import { createZodValidator } from './zod-validator.ts'

type Accepts = (event: unknown) => boolean
type Validators = Readonly<Record<string, Accepts>>

const ours = 'ours, compiled ahead'
const ajv = 'Ajv, compiled at run time'

/** Our validators beside what one would use instead, on the same events in the same run. */
export function benchSchema(settings: BenchSettings): BenchResult {
  const validators: Validators = {
    [ours]: (event) => validateEvent(event).ok,
    [ajv]: createAjvValidator(),
    Zod: createZodValidator(),
    Valibot: createValibotValidator(),
  }
  const valid = validExamples.map(({ event }) => event)
  const invalid = invalidExamples.map(({ event }) => event)
  const all = [...valid, ...invalid]
  const differing = Object.keys(validators).map((name) => [name, differ(validators, name, all)])
  const sets = {
    'usual events, all valid': valid.filter(isUsual),
    'usual events with one fault each': invalid.filter(isUsual),
    'the whole corpus, events at their limits included': all,
  }
  return {
    measures: Object.entries(sets).map(([title, events]) =>
      measure({ title, events, validators }, settings),
    ),
    facts: differing
      .slice(1)
      .map(([name, count]) => [
        `${name} judges otherwise than ours`,
        `${count} of ${all.length} events`,
      ]),
    failures: differ(validators, ajv, all) > 0 ? ['ours and Ajv at run time do not agree'] : [],
  }
}

/** The corpus holds events at their limits too, which no traffic is made of. */
const isUsual = (event: unknown): boolean => JSON.stringify(event).length < 1500

const differ = (validators: Validators, name: string, events: readonly unknown[]): number =>
  events.filter((event) => validators[name]?.(event) !== validators[ours]?.(event)).length

interface EventSet {
  readonly title: string
  readonly events: readonly unknown[]
  readonly validators: Validators
}

function measure({ title, events, validators }: EventSet, { isQuick }: BenchSettings): Measure {
  let accepted = 0
  const seconds = interleave(
    Object.entries(validators).map(([name, accepts]) => ({
      name,
      run: () => {
        // The sum is used below, so that no verdict can be optimised away.
        for (const event of events) accepted += accepts(event) ? 1 : 0
      },
    })),
    isQuick ? { rounds: 3, secondsPerTurn: 0.02 } : {},
  )
  if (accepted < 0) throw new Error('unreachable, but the sum is used')
  const micros = Object.entries(seconds).map(([name, values]) => [
    name,
    values.map((value) => (value / events.length) * 1e6),
  ])
  return compare({
    group: `${title} (${events.length})`,
    name: 'time for an event',
    unit: 'µs',
    better: 'less',
    floor: ours,
    isPlotted: true,
    samples: Object.fromEntries(micros) as Record<string, number[]>,
  })
}
