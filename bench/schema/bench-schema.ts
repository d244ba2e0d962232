import { invalidExamples, validExamples } from '@weir/schema/corpus'
import { validateEvent } from '@weir/schema/validate'
import { interleave, type Measured } from '../support/interleave.ts'
import { createAjvValidator } from './ajv-validator.ts'
import { createValibotValidator } from './valibot-validator.ts'
import { createZodValidator } from './zod-validator.ts'

type Accepts = (event: unknown) => boolean

const ours = 'ours, compiled ahead'
const ajv = 'Ajv, compiled at run time'

/** Our validators beside what one would use instead, on the same events in the same run. */
export function benchSchema(): boolean {
  const validators: Readonly<Record<string, Accepts>> = {
    [ours]: (event) => validateEvent(event).ok,
    [ajv]: createAjvValidator(),
    Zod: createZodValidator(),
    Valibot: createValibotValidator(),
  }
  const valid = validExamples.map(({ event }) => event)
  const invalid = invalidExamples.map(({ event }) => event)
  const all = [...valid, ...invalid]
  const same = agrees(validators, all)
  report('usual events, all valid', valid.filter(isUsual), validators)
  report('usual events with one fault each', invalid.filter(isUsual), validators)
  report('the whole corpus, events at their limits included', all, validators)
  return same
}

/** The corpus holds events at their limits too, which no traffic is made of. */
const isUsual = (event: unknown): boolean => JSON.stringify(event).length < 1500

function agrees(
  validators: Readonly<Record<string, Accepts>>,
  events: readonly unknown[],
): boolean {
  const verdicts = (name: string) => events.map((event) => validators[name]?.(event))
  const base = verdicts(ours)
  for (const name of Object.keys(validators)) {
    const differ = verdicts(name).filter((verdict, at) => verdict !== base[at]).length
    console.log(
      `${name.padEnd(28)} judges ${differ} of ${events.length} events differently from ours`,
    )
  }
  const same = verdicts(ajv).every((verdict, at) => verdict === base[at])
  if (!same) console.error('ours and Ajv at run time do not agree')
  return same
}

function report(
  title: string,
  events: readonly unknown[],
  validators: Readonly<Record<string, Accepts>>,
): void {
  let accepted = 0
  const measured = interleave(
    Object.entries(validators).map(([name, accepts]) => ({
      name,
      run: () => {
        // The sum is used below, so that no verdict can be optimised away.
        for (const event of events) accepted += accepts(event) ? 1 : 0
      },
    })),
  )
  if (accepted < 0) throw new Error('unreachable, but the sum is used')
  console.log(`\n${title} (${events.length})`)
  const [base] = measured
  for (const each of measured) if (base) console.log(line(each, base, events.length))
}

function line({ name, median, least, most }: Measured, base: Measured, events: number): string {
  const perSecond = Math.round(events / median).toLocaleString('en')
  const spread = `${(((most - least) / median) * 100).toFixed(0)} %`
  const ratio = (median / base.median).toFixed(2)
  return `${name.padEnd(28)} ${perSecond.padStart(12)} events/s   ours is ${ratio.padStart(6)} times as fast   spread ${spread}`
}
