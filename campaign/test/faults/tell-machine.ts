import { openSync, writev } from 'node:fs'
import { rename } from 'node:fs/promises'

/*
 * Says what it finds on its machine whenever it is asked for it by a line: by what clock it lives, and
 * what it was told of its writes. Run by a test.
 */
const path = process.argv[2] ?? ''
const now = Date.now
const file = openSync(path, 'w')

async function tell(bytes: number): Promise<void> {
  await rename(path, `${path}.gz`)
  const isDate = new Date(0) instanceof Date && new Date() instanceof Date
  const given = new Date(Date.UTC(2026, 10, 21)).toISOString()
  const told = { nowMs: now(), dateMs: new Date().getTime(), isDate, given, bytes }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

process.stdin.on('data', () => {
  writev(file, [Buffer.from('written')], 0, (_error, bytes) => void tell(bytes))
})
