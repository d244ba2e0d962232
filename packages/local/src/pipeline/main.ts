#!/usr/bin/env node
import { onCtrlC } from './ctrl-c.ts'
import { onLauncherGone } from './launchers.ts'
import { runPipeline } from './run-pipeline.ts'

/** `pnpm start`: the whole pipeline on this machine. What is missing was installed by pnpm before. */
const oneCtrlCMs = 500
const stop = new AbortController()
let askedAt = Number.POSITIVE_INFINITY
const onSignal = (): void => {
  // Whoever asks twice does not want to wait; nothing that was acknowledged is lost. One Ctrl-C may
  // come twice: from the terminal, and passed on by a process that had it from there.
  if (performance.now() - askedAt > oneCtrlCMs) process.exit(130)
  askedAt = Math.min(askedAt, performance.now())
  stop.abort(new Error('stopped'))
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
onCtrlC(process.stdin, onSignal)
onLauncherGone(() => stop.abort(new Error('stopped')))

const code = await runPipeline(process.argv.slice(2), {
  env: process.env,
  signal: stop.signal,
  say: (line) => console.log(line),
  complain: (line) => console.error(`start: ${line}`),
})
// What did not end in time must not hold the process.
process.exit(code)
