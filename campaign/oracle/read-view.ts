import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { linesOf } from '../ledger.ts'

const program = resolve(import.meta.dirname, '../../packages/archive/src/main.ts')

/** The ids in the view `events`, asked for as anybody would ask, by the archive's own program. */
export async function readViewIds(archive: string): Promise<string[]> {
  const words = ['sql', 'select event_id from events', '--json', '--strict', '--archive', archive]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=weir-source', program, ...words],
    { maxBuffer: 2 ** 30 },
  )
  return linesOf(stdout).map((line) => (JSON.parse(line) as { event_id: string }).event_id)
}
