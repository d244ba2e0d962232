import { shortPath } from './ground.ts'
import type { Pipeline } from './pipeline.ts'
import type { PipelineOptions } from './pipeline-options.ts'
import { demoSite } from './programs.ts'

type Row = readonly [name: string, value: string | undefined, note?: string]

const align = (rows: readonly Row[]): string[] => {
  const shown = rows.filter(([, value]) => value !== undefined)
  const wide = (at: 0 | 1) => Math.max(...shown.map((row) => row[at]?.length ?? 0))
  return shown.map(([name, value = '', note = '']) =>
    `  ${name.padEnd(wide(0))}  ${value.padEnd(wide(1))}  ${note}`.trimEnd(),
  )
}

/** What a person needs to know once everything runs. */
export function describePipeline(
  { ground, addresses }: Pipeline,
  options: PipelineOptions,
): string {
  const { port, paths } = ground
  const gateway = `http://localhost:${port}`
  const { bufferSeconds, data } = options
  const archive = addresses.firehose === undefined ? undefined : shortPath(paths.archive)
  const flags = port === 8080 ? '' : ` --gateway ${gateway}`
  const place = archive === 'data/archive' ? '' : ` --archive ${archive}`
  return [
    '',
    ...align([
      ['shop', addresses.shop, 'click around here'],
      ['console', `${gateway}/console`, 'and see every event here'],
      ['archive', archive, `and in a file here within ${bufferSeconds} s`],
      ['gateway', gateway, `site ${demoSite.siteId}, write key ${demoSite.writeKey}`],
      ['metrics', `${addresses.admin}/metrics`],
      ['Kinesis', addresses.kinesis, 'for the AWS SDK and CLI, with any credentials'],
      ['logs', shortPath(paths.logs)],
    ]),
    '',
    'In another terminal:',
    `  npx --yes pnpm traffic${flags === '' ? ' --rate 200 --seconds 30' : `${flags} --rate 200`}`,
    ...(archive === undefined ? [] : [`  npx --yes pnpm weir-archive report${place}`]),
    '',
    `Ctrl-C drains and ends. What is stored stays in ${shortPath(data)}; --reset starts clean.`,
  ].join('\n')
}
