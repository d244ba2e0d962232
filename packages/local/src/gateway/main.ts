#!/usr/bin/env node
import cluster from 'node:cluster'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildWhatIsStale } from '../pipeline/builds.ts'
import { onLauncherGone } from '../pipeline/launchers.ts'
import { projectRoot } from '../pipeline/program.ts'

/**
 * `pnpm gateway`: the program as it is in this checkout, which serves the script of the SDK and the live
 * page as they were built. What is missing or out of date is built before, unless nothing is served.
 */
const serves = process.argv.slice(2).every((word) => word === '--')
if (serves && cluster.isPrimary) {
  // A signal to npx or pnpm ends them and would leave a gateway behind that nobody knows of.
  onLauncherGone(() => process.kill(process.pid, 'SIGTERM'))
  const say = (line: string): void => void process.stderr.write(`gateway: ${line}\n`)
  const { signal } = new AbortController()
  await buildWhatIsStale({ env: process.env, signal }, (name) =>
    say(`building the ${name} …`),
  ).catch((error: Error) => say(error.message))
}
// By its address: the gateway is a program, and no part of this package.
await import(pathToFileURL(join(projectRoot, 'packages/gateway/src/main.ts')).href)
