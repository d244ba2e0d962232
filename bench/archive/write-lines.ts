import { readFile } from 'node:fs/promises'
import { type Compression, createArchiveWriter, openStore } from '@weir/archive'

/** Writes a file of lines into an archive, in chunks as records bring them, and says what it took. */
const [input = '', root = '', compression = 'gzip', level = '6'] = process.argv.slice(2)
const lines = await readFile(input)
const chunks: Buffer[] = []
for (let start = 0; start < lines.length;) {
  const end = lines.lastIndexOf(10, Math.min(lines.length, start + 24_576) - 1) + 1
  chunks.push(lines.subarray(start, end))
  start = end
}
const store = await openStore(root)
let storedBytes = 0
let files = 0
const writer = createArchiveWriter({
  store,
  compression: compression as Compression,
  level: Number(level),
  onStored(file) {
    storedBytes += file.storedBytes
    files += 1
  },
})
const arrivedAt = new Date()
const start = performance.now()
const before = process.cpuUsage()
const appends = chunks.map((bytes) => writer.append('events', { bytes, count: 24 }, { arrivedAt }))
await writer.flush()
await Promise.all(appends)
const { user, system } = process.cpuUsage(before)
const seconds = (performance.now() - start) / 1000
const rssMiB = process.resourceUsage().maxRSS / 1024
console.log(
  JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, storedBytes, files, rssMiB }),
)
await writer.close()
