/** What a window has gone through, over all its pages. */
export interface Testimony {
  /** What the page's scripts threw or rejected and nobody caught, and what they said in the console. */
  readonly problems: readonly string[]
  /** For each click whether somebody prevented what it does. */
  readonly prevented: readonly boolean[]
}

/**
 * Runs in the page, before all of its scripts, and leaves no name there. It keeps what it sees in the name of
 * the window, which outlives the pages of a site, and is no storage.
 */
export function witness(): void {
  type Notes = { problems: string[]; prevented: boolean[] }
  const note = (change: (notes: Notes) => void): void => {
    const notes = JSON.parse(window.name || '{"problems":[],"prevented":[]}') as Notes
    change(notes)
    window.name = JSON.stringify(notes)
  }
  note(() => undefined)
  const complain = (text: string): void => note(({ problems }) => problems.push(text))
  addEventListener('error', ({ message }) => complain(message))
  addEventListener('unhandledrejection', ({ reason }) => complain(`rejected: ${String(reason)}`))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    complain(`${violatedDirective}: ${blockedURI}`),
  )
  for (const level of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
    console[level] = (...words: unknown[]) => complain(`${level}: ${words.map(String).join(' ')}`)
  }
  addEventListener('click', (event) => {
    note(({ prevented }) => prevented.push(event.defaultPrevented))
  })
}

/** Runs in the page. */
export const readTestimony = (): Testimony => JSON.parse(window.name) as Testimony
