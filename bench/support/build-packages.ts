import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Builds packages as they are published, each before those that use it. */
export function buildPackages(names: readonly string[]): void {
  for (const name of names) {
    const project = resolve(root, 'packages', name, 'tsconfig.build.json')
    execFileSync(resolve(root, 'node_modules/.bin/tsc'), ['-p', project], { stdio: 'inherit' })
  }
}
