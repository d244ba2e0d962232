import { openSync, writev } from 'node:fs'
import { rename } from 'node:fs/promises'
import { promisify } from 'node:util'

/*
 * Says what it finds on its machine whenever it is asked for it by a line: by what clock it lives, and
 * what it was told of its writes. Run by a test.
 */
const path = process.argv[2] ?? ''
const now = Date.now
const file = openSync(path, 'w')

async function tell(): Promise<void> {
  const bytes = [Buffer.from('written')]
  const { bytesWritten } = await promisify(writev)(file, bytes, 0)
  await rename(path, `${path}.gz`)
  const isDate = new Date(0) instanceof Date && new Date() instanceof Date
  const given = new Date(Date.UTC(2026, 10, 21)).toISOString()
  const told = { nowMs: now(), dateMs: new Date().getTime(), isDate, given, bytes: bytesWritten }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

process.stdin.on('data', () => {
  tell().catch(({ code }: NodeJS.ErrnoException) => {
    process.stdout.write(`${JSON.stringify({ refused: code })}\n`)
  })
})
