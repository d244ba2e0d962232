import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Builds the gateway as it is published; run from source, the compiler would take 35 MiB of its own. */
export function buildGateway(): string {
  for (const name of ['schema', 'archive', 'gateway']) {
    const project = resolve(root, 'packages', name, 'tsconfig.build.json')
    execFileSync(resolve(root, 'node_modules/.bin/tsc'), ['-p', project], { stdio: 'inherit' })
  }
  return 'packages/gateway/dist/main.js'
}
