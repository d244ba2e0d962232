/** Locks the directory it is given, says how that went on its output, and stays. */
import { lockDirectory } from '../../src/spool/directory-lock.ts'

setInterval(() => undefined, 60_000)
const outcome = await lockDirectory(process.argv[2] ?? '').then(() => 'locked', String)
process.stdout.write(`${outcome}\n`)
