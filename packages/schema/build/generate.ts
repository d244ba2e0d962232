import { resolve } from 'node:path'
import { generateFiles } from './generate-files.ts'
import { staleFiles, writeFiles } from '../src/compile/write-files.ts'
import { formatProblem } from '../src/compile/schema-node.ts'

/** `pnpm generate` writes everything that follows from `schemas/`; `--check` proves it fresh. */
const root = resolve(import.meta.dirname, '../../..')
const { files, problems } = await generateFiles(resolve(import.meta.dirname, '../schemas'))

if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem))
  process.exitCode = 1
} else if (process.argv.includes('--check')) {
  const stale = await staleFiles(root, files)
  for (const name of stale) console.error(`${name} is not what the schemas say: pnpm generate`)
  if (stale.length > 0) process.exitCode = 1
  else console.log(`${files.size} generated files are fresh`)
} else {
  await writeFiles(root, files)
  console.log([...files.keys()].join('\n'))
}
