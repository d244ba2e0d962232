import { beforeAll, expect, test } from 'vitest'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseSteps } from '../../src/cli/commands/report.ts'
import { program } from '../support/program.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'weir-report-'))
  await putFile(root, `events/${hour}/a.json.gz`, [
    storedRecord({ event_id: eventId(1), instance_id: 'i-1', seq: 0 }),
    storedRecord({ event_id: eventId(2), instance_id: 'i-1', seq: 2, event_type: 'purchase' }),
    storedRecord({ event_id: eventId(3), session_id: 's-2', is_bot: true }),
    storedRecord({ event_id: eventId(4), session_id: 's-3', site_id: 'blog' }),
  ])
  await putFile(root, `events/${hour}/b.json.gz`, 'not a record\n')
  return () => rm(root, { recursive: true })
})

const json = async (...words: string[]) => {
  const ended = await program(['report', ...words, '--json'], { archive: root })
  expect(ended.code).toBe(0)
  return JSON.parse(ended.out) as {
    readonly from: string | null
    readonly notices: readonly object[]
    readonly sources: object
    readonly reports: readonly {
      readonly name: string
      readonly facts: Readonly<Record<string, unknown>>
      readonly tables: readonly { readonly key: string; readonly rows: readonly object[] }[]
    }[]
  }
}

test('makes every report but the funnel, which needs its steps', async () => {
  const names = async (...words: string[]) => (await json(...words)).reports.map(({ name }) => name)
  const all = await names()
  expect(all).toEqual([
    'visits',
    'page-views',
    'pages',
    'referrers',
    'campaigns',
    'devices',
    'sessions',
    'retention',
    'vitals',
    'completeness',
  ])
  expect(await names('--steps', 'page_view')).toContain('funnel')
  expect(await names('pages', 'visits', 'pages')).toEqual(['pages', 'visits'])
})

test('gives its data as JSON, with what was left out', async () => {
  const { reports, notices, sources, from } = await json('completeness', '--from', '2026-11-21')
  expect(from).toBe('2026-11-21T00:00:00.000Z')
  expect(sources).toEqual({ compactedHours: 0, lineFiles: 2, duplicates: 0 })
  expect(notices).toMatchObject([{ kind: 'bad_lines', count: 1 }])
  expect(reports[0]?.facts).toMatchObject({ complete: 2 / 3, missing: 1, not_numbered: 1 })
  expect(reports[0]?.tables[0]).toMatchObject({
    key: 'by_browser',
    rows: [{ browser: '(unknown)', loads: 1, numbered: 3, arrived: 2, missing: 1 }],
  })
})

test.each([['report'], ['sql', 'select 1 from events'], ['compact']])(
  'says of a place that is none so in one line: %s',
  async (...words) => {
    for (const archive of ['s3://X', 'https://c.example.com/archive', ' ']) {
      const { code, said } = await program(words, { archive })
      const line =
        'weir-archive: --archive or WEIR_ARCHIVE must be a directory or s3://bucket/prefix'
      expect([code, said]).toEqual([1, [line]])
    }
  },
)

test('makes each report by itself as it does beside the others', async () => {
  const steps = ['--steps', 'page_view']
  const all = await json(...steps)
  for (const report of all.reports) {
    expect((await json(report.name, ...steps)).reports).toEqual([report])
  }
})

test('counts numbers of a page load once, the high ones as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-report-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const seqs = [0, 0, 60, 61, 62, 62, 63, 1000]
  const records = seqs.map((seq, at) =>
    storedRecord({ event_id: eventId(at), instance_id: 'i-1', seq }),
  )
  await putFile(folder, `events/${hour}/a.json.gz`, records)
  const { out } = await program(['report', 'completeness', '--json'], { archive: folder })
  const { reports } = JSON.parse(out) as { readonly reports: readonly { readonly facts: object }[] }
  expect(reports[0]?.facts).toMatchObject({ missing: 1001 - 6, repeated: 2 })
})

test('counts one site, or bots as well, when asked', async () => {
  const visits = async (...words: string[]) =>
    (await json('visits', ...words)).reports[0]?.facts['visits']
  expect(await visits()).toBe(2)
  expect(await visits('--bots')).toBe(3)
  expect(await visits('--site', 'blog')).toBe(1)
  expect(await visits('--site', 'nobody')).toBe(0)
  expect(await visits('--to', '2026-11-20')).toBe(0)
})

test('follows a funnel', async () => {
  const { reports } = await json('funnel', '--steps', 'page_view:/, purchase')
  expect(reports[0]?.tables[0]?.rows).toMatchObject([
    { step: '1. page_view:/', reached: 2, of_first: 1, of_before: null },
    { step: '2. purchase', reached: 1, of_first: 0.5, of_before: 0.5, median_ms: 0 },
  ])
})

test('prints reports with what they are of, and nothing but text without colours', async () => {
  const { out, said } = await program(['report', 'visits'], { archive: root, width: 60 })
  expect(out.split('\n').slice(0, 3)).toEqual([
    'everything there is',
    'all sites, bots left out',
    'read from 0 compacted hours and 2 files of lines; 0 duplicates counted once',
  ])
  expect(out).toContain('visits 2')
  expect(out).not.toContain('\u001b')
  expect(said).toEqual([`left out 1 line of events/${hour}/b.json.gz: not a JSON object of ours`])
  const colored = await program(['report', 'visits'], { archive: root, colors: true })
  expect(colored.out).toContain('\u001b[1m2\u001b[22m')
})

test('writes a page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-report-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'report.html')
  const { code, out, said } = await program(['report', '--html', file], { archive: root })
  expect([code, out, said.at(-1)]).toEqual([0, '', `wrote ${file}`])
  expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>[^]*left out 1 line of/u)
  const failed = await program(['report', '--html', join(folder, 'no/x')], { archive: root })
  expect([failed.code, failed.said.at(-1)]).toEqual([
    1,
    expect.stringMatching(/^weir-archive: .*(no such file|ENOENT)/u),
  ])
})

test('makes reports of an archive with nothing in it', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'weir-report-'))
  onTestFinished(() => rm(empty, { recursive: true }))
  const { code, out } = await program(['report', '--steps', 'page_view'], { archive: empty })
  expect(code).toBe(0)
  expect(out.match(/^nothing$/gmu)?.length).toBeGreaterThan(10)
})

test('reads steps with and without pages', () => {
  expect(parseSteps('page_view:/a*b:c, purchase')).toEqual([
    { label: 'page_view:/a*b:c', eventType: 'page_view', path: '/a*b:c' },
    { label: 'purchase', eventType: 'purchase', path: undefined },
  ])
})

test.each([
  [['nope'], /no report "nope"; there is visits, /u],
  [['funnel'], /a funnel needs --steps/u],
  [['--steps', 'Page View'], /"Page View" is neither an event nor event:\/path/u],
  [['--steps', 'page_view:products'], /neither an event/u],
  [['--by', 'day'], /"day" is neither visit nor visitor/u],
  [['--top', 'x'], /"x" is not a whole number/u],
  [['--late', '7'], /"7" is not a duration/u],
  [['--json', '--html', 'x'], /--json or --html/u],
])('refuses %j', async (words, why) => {
  const { code, said } = await program(['report', ...words], { archive: root })
  expect(code).toBe(2)
  expect(said[0]).toMatch(why)
})
