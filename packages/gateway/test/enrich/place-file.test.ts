import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFindPlace } from '../../src/enrich/country.ts'
import { drained, envelope, event, temporaryFolder, testGateway } from '../support/gateway.ts'
import { type Network, writeMmdb } from '../support/mmdb.ts'
import { runProgram } from '../support/program.ts'

const city = (country: string, region: string, name: string) => ({
  country: { iso_code: country, names: { en: 'A land' } },
  subdivisions: [{ iso_code: 'X', names: { en: region, de: 'anders' } }],
  city: { names: { en: name, de: 'anders' } },
})
const networks: readonly Network[] = [
  { network: '127.0.0.0/8', data: city('DE', 'Bavaria', 'Munich') },
  { network: '203.0.113.0/24', data: city('FR', 'Brittany', 'Brest') },
  { network: '198.51.100.128/25', data: { country: { iso_code: 'JP' } } },
  { network: '2001:db8:7::/48', data: city('SE', 'Skåne', 'Malmö') },
]

async function writePlaces(bytes: Buffer): Promise<string> {
  const file = join(await temporaryFolder(), 'places.mmdb')
  await writeFile(file, bytes)
  return file
}

test('finds country, region and city of IPv4 and IPv6 addresses', async () => {
  const find = await createFindPlace(await writePlaces(writeMmdb(networks)))
  const brest = { country: 'FR', region: 'Brittany', city: 'Brest' }
  expect(find({}, '203.0.113.77')).toEqual(brest)
  // As a dual-stack socket shows an IPv4 client, and with a zone.
  expect(find({}, '::ffff:203.0.113.77')).toEqual(brest)
  expect(find({}, '2001:db8:7:1::5')).toEqual({ country: 'SE', region: 'Skåne', city: 'Malmö' })
  expect(find({}, '2001:db8:7::5%eth0')).toMatchObject({ country: 'SE' })
  expect(find({}, '198.51.100.200')).toEqual({ country: 'JP' })
  for (const unknown of ['198.51.100.1', '203.0.114.1', '2001:db8:8::1', 'unknown', '', '::1']) {
    expect([unknown, find({}, unknown)]).toEqual([unknown, {}])
  }
  // The header is not believed where a file was asked for.
  expect(find({ 'cf-ipcountry': 'US' }, '203.0.113.1')).toEqual(brest)
})

test('knows no IPv6 address by a file of IPv4 alone', async () => {
  // The first bits of 2001:db8:: are those of 32.1.13.184.
  const short = [{ network: '32.1.0.0/16', data: city('US', 'A', 'B') }]
  const find = await createFindPlace(await writePlaces(writeMmdb(short, { ipVersion: 4 })))
  expect(find({}, '32.1.13.184')).toMatchObject({ country: 'US' })
  expect(find({}, '2001:db8::1')).toEqual({})
})

test('stores the place, and reads the file again when it is told to', async () => {
  const file = await writePlaces(writeMmdb(networks))
  const gateway = await testGateway({ env: { WEIR_GEO: file, WEIR_IP: 'none' } })
  const [first, second, third] = [event(), event(), event()]
  await gateway.post(envelope([first]))
  await writeFile(
    `${file}.new`,
    writeMmdb([{ network: '127.0.0.0/8', data: city('NO', 'A', 'B') }]),
  )
  await rename(`${file}.new`, file)
  await gateway.reload()
  await gateway.post(envelope([second]))
  await writeFile(file, 'nonsense')
  await expect(gateway.reload()).rejects.toThrow('is not a MaxMind file, or is damaged')
  await gateway.post(envelope([third]))
  const records = await drained(gateway)
  expect(records).toMatchObject([
    { country: 'DE', region: 'Bavaria', city: 'Munich' },
    { country: 'NO' },
    { country: 'NO' },
  ])
  expect(records[0]).not.toHaveProperty('ip_address')
})

const sound = writeMmdb(networks)
const bent = Buffer.from(sound)
// The tree leads far beyond the end.
bent.fill(0xfe, 0, 12)
const damaged: readonly [string, Buffer][] = [
  ['an empty file', Buffer.alloc(0)],
  ['another kind of file', Buffer.from('PK\u0003\u0004 not a map of places')],
  ['a file cut off in its tree', sound.subarray(0, 100)],
  ['a file cut off before its end', sound.subarray(0, -40)],
  ['a file without its beginning', sound.subarray(600)],
  ['a tree that leads astray', bent],
]
test.each(damaged)('refuses %s with one line', async (_name, bytes) => {
  const file = await writePlaces(bytes)
  const opening = createFindPlace(file)
  await expect(opening).rejects.toThrow(`WEIR_GEO names ${file}, which is not a MaxMind file`)
})

test('goes on without a place where a file is damaged deep inside, and says so once', async () => {
  const hole = Buffer.from(sound)
  // A type that does not exist, in a record that no sample meets.
  hole.fill(0x00, sound.indexOf('Brest') - 40, sound.indexOf('Brest') + 5)
  const lines: string[] = []
  const find = await createFindPlace(await writePlaces(hole), (line) => lines.push(line))
  expect(find({}, '203.0.113.1')).toEqual({})
  expect(find({}, '203.0.113.2')).toEqual({})
  expect(find({}, '198.51.100.200')).toEqual({ country: 'JP' })
  expect(lines).toEqual([expect.stringContaining('is damaged')])
})

test('ends with one clear line when the file is not there', async () => {
  const program = await runProgram({ WEIR_GEO: '/nowhere/places.mmdb' })
  expect(await program.ended).toBe(1)
  expect(program.lines).toEqual([
    'weir-gateway: WEIR_GEO names /nowhere/places.mmdb, which cannot be read (ENOENT)',
  ])
})
