/** One forbidden way through the code. `probe` is an import that a test sees it reject. */
export interface Boundary {
  /** Where the rule holds; `probeFile` is one path inside. */
  readonly files: readonly string[]
  readonly probeFile: string
  readonly denied: readonly { regex: string; message: string; probe: string }[]
}

/** Of every package that has a program. */
export const noMain = {
  regex: '/main\\.ts$',
  message: 'Nothing imports the program.',
  probe: '../main.ts',
}
