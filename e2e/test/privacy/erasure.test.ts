import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { schemaVersion, type StoredRecord } from '@weir/schema'
import { expect, onTestFinished, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const manual = await readFile(join(root, 'docs/consent-and-privacy.md'), 'utf8')
const commands = Array.from(
  manual.matchAll(/^npx --yes pnpm weir-archive (.*?)(?: +#.*)?$/gmu),
  ([, words = '']) => words,
)

const hourMs = 3_600_000
const partition = (ms: number): string => {
  const [year, month, day, hour] = new Date(ms).toISOString().split(/[-T:]/u)
  return `events/year=${year}/month=${month}/day=${day}/hour=${hour}`
}

async function createArchive(): Promise<string> {
  const archive = await mkdtemp(join(tmpdir(), 'weir-privacy-'))
  onTestFinished(() => rm(archive, { recursive: true, force: true }))
  for (const [days, users] of [
    [1, ['u_1', 'u_2']],
    [500, ['u_3']],
  ] as const) {
    const ms = Date.now() - days * 24 * hourMs
    const at = new Date(ms).toISOString()
    const lines = users.map((user_id, seq) => {
      const record: StoredRecord = {
        event_id: `0199f0a4-7c00-7000-8000-${String(days * 10 + seq).padStart(12, '0')}`,
        event_type: 'page_view',
        timestamp: at,
        client_timestamp: at,
        received_at: at,
        site_id: 'demo',
        anonymous_id: `a-${user_id}`,
        user_id,
        session_id: `s-${user_id}`,
        page_url: 'http://localhost:8090/',
        is_bot: false,
        schema_version: schemaVersion,
      }
      return `${JSON.stringify(record)}\n`
    })
    const folder = join(archive, partition(ms))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'one.json.gz'), gzipSync(lines.join('')))
  }
  return archive
}

/** The words of a line as a shell would take them apart. */
const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"([^"]*)"|(\S+)/gu), ([, quoted, plain]) => quoted ?? plain ?? '')

function run(line: string, archive: string): Promise<{ code: unknown; output: string }> {
  const program = join(root, 'packages/archive/src/main.ts')
  const words = ['--conditions=weir-source', program, ...wordsOf(line)]
  return new Promise((done) => {
    execFile(process.execPath, words, { env: { WEIR_ARCHIVE: archive } }, (error, out, problems) =>
      done({ code: error?.code ?? 0, output: out + problems }),
    )
  })
}

test('the commands of the manual show a visitor, remove them, and remove what is old', async () => {
  expect(commands.map((line) => line.split(' ')[0])).toEqual(['forget', 'forget', 'expire', 'sql'])
  const [ask = '', forget = '', expire = '', show = ''] = commands
  const archive = await createArchive()
  const everybody = 'sql --csv "select user_id from events order by user_id"'
  expect((await run(show, archive)).output).toContain('u_1')
  expect(await run(ask, archive)).toMatchObject({ code: 0 })
  expect((await run(everybody, archive)).output).toMatch(/u_1\s+u_2\s+u_3/)
  expect(await run(forget, archive)).toMatchObject({ code: 0 })
  expect((await run(everybody, archive)).output).toMatch(/^user_id\s+u_2\s+u_3\s*$/)
  expect(await run(expire, archive)).toMatchObject({ code: 0 })
  expect((await run(everybody, archive)).output).toMatch(/^user_id\s+u_2\s*$/)
}, 60_000)
