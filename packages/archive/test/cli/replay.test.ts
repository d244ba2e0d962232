import { expect, test } from 'vitest'
import { splitTo } from '../../src/cli/commands/replay.ts'
import { fakeGateway } from '../support/fake-gateway.ts'
import { program } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { hour, putFile, storedRecord } from '../support/write-lines.ts'

test('tells a gateway from the end of a range', () => {
  expect(splitTo(['--to', 'https://c.example.com', '--to', '7d', '--to=http://x'])).toEqual([
    '--url',
    'https://c.example.com',
    '--to',
    '7d',
    '--url=http://x',
  ])
})

test('counts what it did, also when it cannot go on', async () => {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, [storedRecord({})])
  await putFile(root, `events/${hour}/b.json.gz`, new Uint8Array(3))
  const { url } = await fakeGateway(() => ({ status: 400, body: { code: 'invalid_envelope' } }))
  const words = ['replay', '--events', '--to', url.href, '--key', 'k']
  expect(await program(words, { archive: root })).toEqual({
    code: 1,
    out: 'read 1, accepted 0, none rejected\n1 requests, 0 of them again\n',
    said: [
      `left out events/${hour}/b.json.gz: damaged (incorrect header check)`,
      'weir-archive: the gateway does not take the events: 400 invalid_envelope',
    ],
  })
})

test('says what a dry run would send', async () => {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, [storedRecord({})])
  const { code, out } = await program(['replay', '--events', '--dry-run'], { archive: root })
  expect([code, out.split('\n')]).toEqual([
    0,
    [
      'read 1; nothing was sent',
      'the schema as it is now takes 1 of them, tracking plans not asked',
      'sites: 1 shop',
      '',
    ],
  ])
})

test.each([
  [[], /either --rejected or --events/u],
  [['--events', '--rejected'], /either --rejected or --events/u],
  [['--events'], /--to: no URL/u],
  [['--events', '--to', 'http://x'], /--key: no write key/u],
  [['--events', '--to', 'http://[', '--key', 'k'], /"http:\/\/\[" is no URL|is no URL/u],
])('refuses %j', async (words, why) => {
  const { code, said } = await program(['replay', ...words], { archive: await temporaryFolder() })
  expect(code).toBe(2)
  expect(said[0]).toMatch(why)
})
