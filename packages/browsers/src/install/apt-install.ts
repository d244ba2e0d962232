import { findProgram } from './find-program.ts'
import { type ProgramEnd, runProgram } from './run-program.ts'

let updated: Promise<ProgramEnd> | undefined

/** Whether packages can be installed here: root on a Debian, or a relative of it. */
export function canApt(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined
}

/** Installs Debian packages; the lists are fetched once in a process. */
export async function aptInstall(
  packages: readonly string[],
  report?: (line: string) => void,
): Promise<ProgramEnd> {
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=300']
  updated ??= runProgram([...apt, 'update'], report)
  const update = await updated
  if (!update.ok) return update
  return runProgram([...apt, 'install', '--yes', '--no-install-recommends', ...packages], report)
}
