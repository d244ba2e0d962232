import * as fs from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { Appender } from './sample-appends.ts'

const fileBytes = 64 << 20

/**
 * What the disk allows: one write at a time of a ready-made buffer, as many bytes as there are
 * appends waiting. No copy, no checksum, no order, no way to read it back.
 */
export async function createRawFloor(path: string, payloadBytes: number): Promise<Appender> {
  await fs.promises.writeFile(path, Buffer.alloc(fileBytes))
  const { O_RDWR, O_DSYNC } = fs.constants
  const fd = fs.openSync(path, 'r+')
  fs.fsyncSync(fd)
  fs.closeSync(fd)
  const file = await fs.promises.open(path, O_RDWR | O_DSYNC)
  const bytes = Buffer.alloc(fileBytes / 16, 'x')
  let waiting: (() => void)[] = []
  let isRunning = false
  let offset = 0

  async function run(): Promise<void> {
    isRunning = true
    await turn()
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      const length = group.length * payloadBytes
      if (offset + length > fileBytes) offset = 0
      await new Promise<void>((resolve, reject) => {
        fs.write(file.fd, bytes, 0, length, offset, (error) => (error ? reject(error) : resolve()))
      })
      offset += length
      for (const done of group) done()
      await turn()
    }
    isRunning = false
  }

  return {
    append: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve)
        if (!isRunning) void run()
      }),
    async close() {
      await file.close()
      await fs.promises.unlink(path)
    },
  }
}
