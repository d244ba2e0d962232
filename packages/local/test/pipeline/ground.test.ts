import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareGround } from '../../src/pipeline/ground.ts'
import { parsePipelineOptions } from '../../src/pipeline/pipeline-options.ts'
import { temporaryFolder } from './run-start.ts'

const prepare = (data: string, words: readonly string[] = []) =>
  prepareGround(parsePipelineOptions(['--port=0', '--shop-port=0', '--data', data, ...words]))

test('lets the shop send under both of its names, and whom it was told to', async () => {
  const data = await temporaryFolder()
  const ground = await prepare(data, ['--origin', 'http://localhost:3000/'])
  expect(JSON.parse(await readFile(ground.paths.sites, 'utf8'))).toEqual({
    sites: [
      {
        site_id: 'demo',
        write_keys: ['wk_demo'],
        origins: [
          `http://localhost:${ground.shopPort}`,
          `http://127.0.0.1:${ground.shopPort}`,
          'http://localhost:3000',
        ],
      },
    ],
  })
})

test('gives every part a port of its own', async () => {
  const ground = await prepare(await temporaryFolder())
  const { port, shopPort, adminPort, kinesisPort, firehosePort } = ground
  const ports = [port, shopPort, adminPort, kinesisPort, firehosePort]
  expect(new Set(ports).size).toBe(5)
  expect(ports.every((each) => each > 1023)).toBe(true)
})

test('removes what it stored, and nothing else, before a clean start', async () => {
  const data = await temporaryFolder()
  for (const name of ['archive', 'spool', 'kinesis', 'firehose', 'logs', 'mine']) {
    await mkdir(join(data, name))
    await writeFile(join(data, name, 'file'), name)
  }
  await (await prepare(data, ['--reset'])).release()
  expect((await readdir(data)).toSorted()).toEqual(['logs', 'mine', 'sites.json'])
  expect(await readdir(join(data, 'logs'))).toEqual([])
  expect(await readFile(join(data, 'mine', 'file'), 'utf8')).toBe('mine')
})

test('removes nothing when it cannot start', async () => {
  const data = await temporaryFolder()
  await mkdir(join(data, 'archive'))
  const server = createServer()
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' ? (address?.port ?? 0) : 0)
    })
  })
  onTestFinished(() => void server.close())
  await expect(prepare(data, ['--reset', '--port', String(port)])).rejects.toThrow('is taken')
  expect(await readdir(data)).toEqual(['archive'])
})

test('says which folder it cannot write to', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  await expect(prepare(join(file, 'data'))).rejects.toThrow(
    `cannot write to ${file}/data (ENOTDIR): --data DIR names another folder`,
  )
})

test('takes over from a start that was killed', async () => {
  const data = await temporaryFolder()
  // No process has this number: it is above the kernel's limit.
  await writeFile(join(data, 'pipeline.lock'), '4194999')
  const { paths } = await prepare(data)
  expect(paths.spool).toBe(join(data, 'spool'))
})
