import { createHash } from 'node:crypto'
import { eventSection } from '../compile/to-docs.ts'
import { toInterface } from '../compile/to-types.ts'
import { toValidators } from '../compile/to-validators.ts'
import { pascalCase } from '../compile/type-names.ts'
import type { OutputFiles } from '../compile/write-files.ts'
import type { CompiledManifest } from './compiled-plan.ts'
import type { PlanSource } from './read-plan.ts'
import { planViews } from './plan-views.ts'

const by = (plan: PlanSource): string =>
  `Written by weir-schema build from the tracking plan "${plan.name}". Do not edit.`

/** Everything a plan compiles into, by path inside the output folder. */
export function buildPlan(plan: PlanSource): OutputFiles {
  const validators = validatorsModule(plan)
  const manifest: CompiledManifest = {
    generated: by(plan),
    format: 1,
    name: plan.name,
    mode: plan.mode,
    hash: createHash('sha256').update(validators).digest('hex'),
    events: Object.fromEntries([...plan.events].map(([name, { schema }]) => [name, schema])),
  }
  return new Map([
    ['compiled.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['validators.mjs', validators],
    ['types.ts', types(plan)],
    ['events.md', page(plan)],
    ['views.sql', planViews(plan, by(plan))],
  ])
}

const validatorsModule = (plan: PlanSource): string =>
  toValidators(new Map([...plan.events].map(([name, { schema }]) => [name, schema])), {
    head: `// ${by(plan)}`,
    typed: false,
  })

function types(plan: PlanSource): string {
  const names = [...plan.events.keys()]
  return [
    `// ${by(plan)}`,
    `/** Types \`track()\`: \`createWeir<Plan>({ … })\`. */`,
    'export interface Plan {',
    `  readonly mode: '${plan.mode}'`,
    '  readonly events: {',
    ...names.map((name) => `    readonly ${name}: ${pascalCase(name)}`),
    '  }',
    '}\n',
    ...[...plan.events].map(([name, { schema }]) => toInterface(pascalCase(name), schema)),
  ].join('\n')
}

function page(plan: PlanSource): string {
  const policy =
    plan.mode === 'strict'
      ? 'The plan is strict: an event that is neither here nor built in is rejected.'
      : 'The plan is open: an event that is not here is accepted as it is.'
  return [
    `<!-- ${by(plan)} -->`,
    `# Events of ${plan.name}\n`,
    `${policy}\n`,
    ...[...plan.events].map(([name, { schema }]) => eventSection(name, schema)),
  ].join('\n')
}
