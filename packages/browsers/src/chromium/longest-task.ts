import type { Page } from 'playwright'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the processor. */
  readonly tdur?: number
}

/**
 * The longest task of a page in Chromium while something is done there, in milliseconds of the processor: on a
 * machine with other work, what the browser calls a long task is mostly waiting.
 */
export async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]))
  })
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  })
  await work()
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done))
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  const frame = events.find(({ name }) => name === 'FireAnimationFrame')
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === frame?.pid && tid === frame.tid,
  )
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
