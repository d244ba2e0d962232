import { runProgram } from '../../src/cli/run-program.ts'

/** The program as a process of its own, for tests that kill it. */
const [, , archive = '', ...words] = process.argv
process.exitCode = await runProgram(words, {
  archive,
  cache: '/nowhere',
  signal: new AbortController().signal,
  now: () => Date.UTC(2027, 0),
  terminal: {
    write: (text) => Promise.resolve(void process.stdout.write(text)),
    say: (line) => void process.stdout.write(`${line}\n`),
    redraw: undefined,
    isTty: false,
    width: 80,
    colors: false,
  },
})
