import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inflateFile, verifyFile } from '../../src/reader/verify-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const text = Array.from({ length: 500 }, (_each, n) => `{"n":${n},"more":"${'x'.repeat(n)}"}\n`)
const whole = gzipSync(text.join(''))
const members = Buffer.concat([gzipSync(text[1] ?? ''), gzipSync(text[2] ?? '')])
const zstd = zstdCompressSync(text.join(''))
const changed = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at)
  return copy
}

const verify = async (name: string, bytes: Uint8Array | string) => {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, bytes)
  return verifyFile(path)
}

test.each([
  ['one member', 'a.json.gz', whole],
  ['several members', 'a.json.gz', members],
  ['no line at all', 'a.json.gz', gzipSync('')],
  ['zstd', 'a.json.zst', zstd],
])('finds nothing wrong with %s', async (_name, file, bytes) => {
  expect(await verify(file, bytes)).toBeUndefined()
})

test.each([
  ['a half', 'a.json.gz', whole.subarray(0, whole.length >> 1)],
  ['no checksum at its end', 'a.json.gz', whole.subarray(0, -8)],
  ['another checksum', 'a.json.gz', changed(whole, whole.length - 8)],
  ['a bit turned in the middle', 'a.json.gz', changed(whole, whole.length >> 1)],
  ['half of its last member', 'a.json.gz', members.subarray(0, -12)],
  ['zeros after its end', 'a.json.gz', Buffer.concat([whole, Buffer.alloc(100)])],
  ['something after its end', 'a.json.gz', Buffer.concat([whole, Buffer.from('garbage')])],
  ['nothing in it', 'a.json.gz', ''],
  ['plain text in it', 'a.json.gz', text.join('')],
  ['a half of zstd', 'a.json.zst', zstd.subarray(0, zstd.length >> 1)],
  ['gzip where zstd should be', 'a.json.zst', whole],
])('calls a file with %s damaged', async (_name, file, bytes) => {
  expect(await verify(file, bytes)).toMatch(/^damaged \(.+\)$/u)
})

const inflate = async (name: string, bytes: Uint8Array, mostBytes = 1e9) => {
  const folder = await temporaryFolder()
  const path = join(folder, name)
  await writeFile(path, bytes)
  const target = join(folder, 'target')
  const { fault, isThere } = await inflateFile(path, { target, mostBytes })
  return { fault, isThere, kept: await readFile(target, 'utf8') }
}

test.each([
  ['a.json.gz', whole, text.join('')],
  ['of-two-members.json.gz', members, `${text[1]}${text[2]}`],
  ['a.json.zst', zstd, text.join('')],
])('keeps all that it verified of %s', async (file, bytes, kept) => {
  expect(await inflate(file, bytes)).toEqual({ fault: undefined, isThere: true, kept })
})

test('keeps nothing of a damaged file', async () => {
  const { fault, ...rest } = await inflate('a.json.gz', members.subarray(0, -12))
  expect(fault).toMatch(/^damaged \(.+\)$/u)
  expect(rest).toEqual({ isThere: false, kept: '' })
})

test('keeps nothing of a file that comes to more than it may', async () => {
  const bytes = Buffer.byteLength(text.join(''))
  expect(await inflate('a.json.gz', whole, bytes)).toMatchObject({ isThere: true })
  const none = { fault: undefined, isThere: false, kept: '' }
  expect(await inflate('a.json.gz', whole, bytes - 1)).toEqual(none)
})

test('verifies a file without room for what is in it', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'a.json.gz')
  const target = join(folder, 'nowhere', 'target')
  await writeFile(path, whole)
  const answer = await inflateFile(path, { target, mostBytes: 1e9 })
  expect(answer).toEqual({ fault: undefined, isThere: false })
  await writeFile(path, whole.subarray(0, -8))
  expect(await inflateFile(path, { target, mostBytes: 1e9 })).toMatchObject({ isThere: false })
  expect(await verifyFile(path)).toMatch(/^damaged/u)
})
