import { rm } from 'node:fs/promises'
import { endOnSignal } from '../../suite/end-on-signal.ts'
import { createProgramRunner } from '../../suite/program-runner.ts'

/** What `pnpm test` is, in small: a check that starts a program of its own, and a scratch folder. */
const [folder = ''] = process.argv.slice(2)
const runner = createProgramRunner(folder)
endOnSignal(runner, () => rm(folder, { recursive: true }))
await runner.run(['sh', '-c', 'sleep 600 & echo started; wait'])
