import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { schemaSuffix } from '../compile/load-schemas.ts'
import { formatProblem, type Problem } from '../compile/schema-node.ts'
import { staleFiles, writeFiles } from '../compile/write-files.ts'
import { buildPlan } from './build-plan.ts'
import { checkPlan, type ComparablePlan } from './check-plan.ts'
import { readManifest } from './compiled-plan.ts'
import { initPlan } from './init-plan.ts'
import { readPlan } from './read-plan.ts'

/** What a command has to say, and how it ended. */
export interface Answer {
  readonly code: 0 | 1 | 2
  readonly out?: readonly string[]
  readonly err?: readonly string[]
}

const refuse = (problems: readonly Problem[]): Answer => ({
  code: 1,
  err: problems.map(formatProblem),
})

/** Writes a starting plan; never over files that are there. */
export async function init(folder: string): Promise<Answer> {
  const files = initPlan()
  const present = await readdir(folder).catch(() => [])
  const taken = present.find((name) => files.has(name) || name.endsWith(schemaSuffix))
  if (taken !== undefined) {
    return { code: 1, err: [`${join(folder, taken)} is already there; nothing was written`] }
  }
  await writeFiles(folder, files)
  return {
    code: 0,
    out: [
      ...[...files.keys()].map((name) => join(folder, name)),
      `Next: weir-schema build ${folder} --out ${join(folder, 'compiled')}`,
    ],
  }
}

/** Compiles a plan, whole or not at all. */
export async function build(options: {
  plan: string
  out: string
  onlyCheck: boolean
}): Promise<Answer> {
  const { plan, problems } = await readPlan(options.plan)
  if (plan === undefined) return refuse(problems)
  const files = buildPlan(plan)
  if (options.onlyCheck) {
    const stale = await staleFiles(options.out, files)
    return stale.length === 0
      ? { code: 0, out: [`${options.out} is up to date`] }
      : { code: 1, err: stale.map((name) => `${join(options.out, name)} is not up to date`) }
  }
  await writeFiles(options.out, files)
  return {
    code: 0,
    out: [
      `${plan.name}: ${plan.events.size} events, ${plan.mode}`,
      ...[...files.keys()].map((name) => join(options.out, name)),
    ],
  }
}

/** Compares a plan with an earlier one. */
export async function check(later: string, earlier: string): Promise<Answer> {
  const { plan, problems } = await readPlan(later)
  if (plan === undefined) return refuse(problems)
  const before = await readEarlier(earlier)
  if ('problems' in before) return refuse(before.problems)
  const breaking = checkPlan(before.plan, plan)
  return breaking.length === 0
    ? { code: 0, out: [`${plan.name}: nothing that ${earlier} describes is refused`] }
    : refuse(breaking)
}

async function readEarlier(
  folder: string,
): Promise<{ plan: ComparablePlan } | { problems: readonly Problem[] }> {
  const manifest = await readManifest(folder)
  if (manifest !== undefined) {
    const events = Object.entries(manifest.events).map(
      ([name, schema]) => [name, { file: `${name}${schemaSuffix}`, schema }] as const,
    )
    return { plan: { mode: manifest.mode, events: new Map(events) } }
  }
  const { plan, problems } = await readPlan(folder)
  const inFolder = ({ file, pointer, message }: Problem): Problem => {
    return { file: join(folder, file), pointer, message }
  }
  return plan === undefined ? { problems: problems.map(inFolder) } : { plan }
}
