import { resolve } from 'node:path'
import { UsageError } from '../usage.ts'
import { parsePipelineOptions, pipelineHelp } from './pipeline-options.ts'
import { type Pipeline, type PipelineContext, startPipeline } from './pipeline.ts'
import { describePipeline } from './summary.ts'

export interface Terminal extends PipelineContext {
  /** One line on what is wrong. */
  readonly complain: (line: string) => void
}

/** Runs the pipeline until the signal aborts or a program of it ends; answers the exit code. */
export async function runPipeline(words: readonly string[], terminal: Terminal): Promise<number> {
  const { say, complain, signal } = terminal
  if (words.includes('--help')) {
    say(pipelineHelp.trimEnd())
    return 0
  }
  try {
    const options = parsePipelineOptions(words)
    const pipeline = await startPipeline({ ...options, data: resolve(options.data) }, terminal)
    say(describePipeline(pipeline, options))
    return await runUntilEnd(pipeline, terminal)
  } catch (error) {
    if (signal.aborted) return 0
    complain(error instanceof Error ? error.message : String(error))
    return error instanceof UsageError ? 2 : 1
  }
}

/** Longer than the gateway gives its own drain. */
const drainMs = 30_000
/** Nothing can be delivered over a gap. */
const brokenMs = 3000

async function runUntilEnd(
  pipeline: Pipeline,
  { say, complain, signal }: Terminal,
): Promise<number> {
  const asked = new Promise<undefined>((done) => {
    if (signal.aborted) done(undefined)
    signal.addEventListener('abort', () => done(undefined), { once: true })
  })
  const broken = await Promise.race([pipeline.broken, asked])
  if (broken !== undefined) complain(`${broken}; the rest ends as well, and loses nothing`)
  else say('\ndraining (Ctrl-C again ends at once) …')
  say(await pipeline.stop(broken === undefined ? drainMs : brokenMs))
  return broken === undefined ? 0 : 1
}
