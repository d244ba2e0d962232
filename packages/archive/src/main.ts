#!/usr/bin/env node
import { once } from 'node:events'
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { OutputClosed, type Terminal } from './cli/terminal.ts'

// Before what takes long to compile, hence the import below; where there is no room for it, nothing is kept.
enableCompileCache()
const { runProgram } = await import('./cli/run-program.ts')

const { stdout, stderr, env } = process

const stopping = new AbortController()

stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  stopping.abort(new OutputClosed())
})

const terminal: Terminal = {
  async write(text) {
    if (!stdout.write(text)) await once(stdout, 'drain', { signal: stopping.signal })
  },
  say: (line) => void stderr.write(`${line}\n`),
  redraw: stderr.isTTY ? (line) => void stderr.write(`\r\u001b[K${line}`) : undefined,
  isTty: stdout.isTTY,
  width: (stdout.columns ?? Number(env['COLUMNS'] ?? 0)) || 80,
  // https://no-color.org: any value that is not empty.
  colors: stdout.isTTY && (env['NO_COLOR'] ?? '') === '',
}

const stop = (): void => {
  // A second one ends it at once, as everywhere.
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  stopping.abort(new Error('interrupted'))
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

// pnpm passes on the -- of `pnpm weir-archive -- report`.
const words = process.argv.slice(2).filter((word) => word !== '--')
process.exitCode = await runProgram(words, {
  terminal,
  signal: stopping.signal,
  // Empty is not set, as for the gateway.
  archive: env['WEIR_ARCHIVE'] || './data/archive',
  cache: join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'weir-archive'),
  now: Date.now,
})
process.off('SIGINT', stop)
process.off('SIGTERM', stop)
