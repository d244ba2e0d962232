import {
  type Engine,
  type EngineName,
  engineNames,
  findEngine,
  type LaunchOptions,
  takeTurns,
  type Turns,
} from '@weir/browsers'

/** An engine that tests run in, or why they are skipped there. */
export interface EngineUnderTest {
  readonly name: EngineName
  /** Why it cannot be had on this machine. */
  readonly missing: string | undefined
  /** For the end of a test's name: nothing, or why it is skipped. */
  readonly note: string
  readonly launch: (options?: LaunchOptions) => Promise<Engine>
  /** One visit after the other in an engine, while the engines run side by side. */
  readonly inTurn: Turns
}

/** All three, in the order in which they are shown. */
export const enginesUnderTest = (): readonly EngineUnderTest[] =>
  engineNames.map((name) => {
    const source = findEngine(name)
    const missing = 'missing' in source ? source.missing : undefined
    return {
      name,
      missing,
      note: missing === undefined ? '' : ` (skipped: ${missing})`,
      inTurn: takeTurns(),
      launch: async (options) => {
        if ('missing' in source) throw new Error(source.missing)
        return source.launch(options)
      },
    }
  })
