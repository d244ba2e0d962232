import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** Mounts a file system of so many megabytes; false where that is not allowed. */
export function mountSmallDisk(directory: string, megabytes: number): boolean {
  try {
    const options = `size=${megabytes}m`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'weir-test', directory], {
      stdio: 'ignore',
    })
  } catch {
    return false
  }
  onTestFinished(() => void execFileSync('umount', ['-l', directory]))
  return true
}

export const makeReadOnly = (directory: string): void => {
  execFileSync('mount', ['-o', 'remount,ro', directory])
}
