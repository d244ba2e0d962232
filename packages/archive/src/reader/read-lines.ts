import { createReadStream } from 'node:fs'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'

const blockBytes = 256 * 1024
const newline = 0x0a

/**
 * The lines of a compressed file, without their ends, as they are. Throws where it is damaged. Not by
 * node:readline, which takes U+2028 for the end of a line: JSON may hold it.
 */
export async function* readLinesOf(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const options = { chunkSize: blockBytes }
  const inflate =
    compressionOf(path) === 'zstd' ? createZstdDecompress(options) : createGunzip(options)
  const file = createReadStream(path, { highWaterMark: blockBytes, signal })
  file.on('error', (error) => inflate.destroy(error))
  let rest: Buffer[] = []
  for await (const block of file.pipe(inflate) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, from)) {
      const tail = block.subarray(from, end)
      yield rest.length === 0 ? tail : Buffer.concat([...rest, tail])
      rest = []
      from = end + 1
    }
    if (from < block.length) rest.push(Buffer.from(block.subarray(from)))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
