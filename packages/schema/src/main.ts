#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { type Answer, build, check, init } from './plan/commands.ts'

const help = `weir-schema: tracking plans for Weir

  weir-schema init <folder>
      writes a starting plan: plan.json and one schema file for each event
  weir-schema build <plan> --out <folder> [--check]
      compiles a plan into types for track(), validators for the gateway, documentation
      and Athena views; --check writes nothing and says what is not up to date
  weir-schema check <plan> --against <earlier>
      refuses changes that would break who reads the events or who still sends them;
      <earlier> is the folder of an earlier plan, or what build made of it
  weir-schema --help

Exit: 0 all is well; 1 something is wrong with the plan, each in one line with its file and
JSON pointer, and nothing was written; 2 the call itself is wrong.
`

async function main(words: readonly string[]): Promise<Answer> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      against: { type: 'string' },
      check: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [command, folder, ...more] = positionals
  if (values.help) return { code: 0, out: [help.trimEnd()] }
  if (folder !== undefined && more.length === 0) {
    if (command === 'init') return init(folder)
    if (command === 'build' && values.out !== undefined) {
      return build({ plan: folder, out: values.out, onlyCheck: values.check ?? false })
    }
    if (command === 'check' && values.against !== undefined) return check(folder, values.against)
  }
  return { code: 2, err: [help.trimEnd()] }
}

// pnpm passes on the -- of `pnpm weir-schema -- build`.
const words = process.argv.slice(2).filter((word) => word !== '--')
const answer = await main(words).catch((error: Error): Answer => {
  return { code: 2, err: [`weir-schema: ${error.message}`] }
})
for (const line of answer.out ?? []) console.log(line)
for (const line of answer.err ?? []) console.error(line)
process.exitCode = answer.code
