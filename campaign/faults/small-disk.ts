import { execFileSync } from 'node:child_process'
import { mkdir, statfs } from 'node:fs/promises'

/** A file system of its own, which can be filled to the last block. */
export interface SmallDisk {
  fill(): Promise<void>
  free(): void
  remove(): void
}

const mounted = new Set<string>()
const unmount = (folder: string): void => {
  if (mounted.delete(folder)) run('umount', ['-l', folder])
}
// A campaign that is cut off leaves nothing mounted.
process.on('exit', () => mounted.forEach(unmount))

const run = (program: string, words: readonly string[]): void => {
  execFileSync(program, words, { stdio: 'ignore' })
}

/** Mounts so many megabytes of memory there; undefined where that is not allowed: it takes root. */
export async function createSmallDisk(
  folder: string,
  megabytes: number,
): Promise<SmallDisk | undefined> {
  await mkdir(folder, { recursive: true })
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'weir-campaign', folder])
  } catch {
    return undefined
  }
  mounted.add(folder)
  const resize = (size: string) => run('mount', ['-o', `remount,size=${size}`, folder])
  return {
    async fill() {
      // Made as small as what it holds: that is full at once, and takes no memory.
      for (;;) {
        const { blocks, bfree, bsize } = await statfs(folder)
        try {
          return resize(String(Math.max(1, blocks - bfree) * bsize))
        } catch {
          // Somebody wrote in between.
        }
      }
    },
    free: () => resize(`${megabytes}m`),
    remove: () => unmount(folder),
  }
}
