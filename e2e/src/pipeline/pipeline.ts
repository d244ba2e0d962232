import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { until } from '@weir/browsers'
import { createKinesisServer } from '@weir/local'
import type { RejectedRecord, StoredRecord } from '@weir/schema'
import { writeKey } from '../collector/write-key.ts'
import { type Door, openDoor } from './door.ts'
import { installSdk } from './installed-sdk.ts'
import { startShopProgram } from './shop-program.ts'
import { type Program, startProgram } from './start-program.ts'

/** All of it: shop, gateway, Kinesis, Firehose, archive. Only Kinesis and S3 are not the real ones. */
export interface Pipeline {
  /** As many ways into the shop as were asked for. */
  readonly doors: readonly Door[]
  /** Everything that the gateway has accepted or rejected so far, out of the archive; copies too. */
  readonly archived: () => Promise<Archived>
  readonly stop: () => Promise<void>
}

export interface Archived {
  readonly events: readonly StoredRecord[]
  readonly rejected: readonly RejectedRecord[]
}

const packages = resolve(import.meta.dirname, '../../../packages')

export async function startPipeline(doorCount: number): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-pipeline-'))
  const sdk = await installSdk()
  const streams = ['events', 'rejected'].map((name) => ({ name, shards: 1 }))
  const kinesis = await createKinesisServer({ streams })
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  }
  const archive = join(folder, 'archive')
  const firehose = await startProgram({
    words: [join(packages, 'local/src/main.ts'), 'firehose'].concat(
      ['--endpoint', kinesis.url, '--port', '0', '--buffer-seconds', '0'],
      ['--archive', archive, '--state', join(folder, 'firehose')],
    ),
    environment,
    ready: /status on (\S+)/u,
  })
  const gateway = await startGateway(folder, {
    ...environment,
    AWS_ENDPOINT_URL_KINESIS: kinesis.url,
    NODE_OPTIONS: sdk.option,
  })
  const shop = await startShopProgram('--gateway', gateway.url, '--write-key', writeKey)
  const plainShop = await startShopProgram('--no-weir')
  const urls = { gatewayUrl: gateway.url, shopUrl: shop.url, plainUrl: plainShop.url }
  const doors = await Promise.all(Array.from({ length: doorCount }, () => openDoor(urls)))
  // The gateway learns of the shop as it does in operation: its file of sites is read again.
  await writeSites(
    folder,
    doors.map(({ shopUrl }) => shopUrl),
  )
  const known = gateway.says(/files read again/u)
  gateway.signal('SIGHUP')
  await known
  return {
    doors,
    archived: () =>
      until('the archive has everything', async () => {
        const events = await readLines<StoredRecord>(join(archive, 'events'))
        const rejected = await readLines<RejectedRecord>(join(archive, 'rejected'))
        const answer = await fetch(`${gateway.url}/console/api/summary`)
        const summary = (await answer.json()) as { accepted: number; rejected: number }
        const isAll = events.length === summary.accepted && rejected.length === summary.rejected
        return isAll ? { events, rejected } : undefined
      }),
    async stop() {
      await Promise.all(doors.map((door) => door.close()))
      for (const program of [plainShop, shop, gateway, firehose]) await program.stop()
      await kinesis.close()
      await sdk.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function writeSites(folder: string, origins: readonly string[]): Promise<void> {
  const site = { site_id: 'demo', write_keys: [writeKey], origins }
  await writeFile(join(folder, 'sites.json'), JSON.stringify({ sites: [site] }))
}

async function startGateway(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  await writeSites(folder, ['https://not-yet.example.com'])
  return startProgram({
    words: [join(packages, 'gateway/src/main.ts')],
    environment: {
      ...environment,
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SITES: join(folder, 'sites.json'),
      WEIR_STREAM: 'events',
      WEIR_REJECTED_STREAM: 'rejected',
      WEIR_SPOOL: join(folder, 'spool'),
      WEIR_SPOOL_MAX_BYTES: '64 MiB',
      WEIR_RATE_LIMIT: 'off',
      WEIR_CONSOLE: '1',
    },
    ready: /"url":"([^"]+)".*"msg":"ready"/u,
  })
}

/** The records of all files, in the order of their names. */
async function readLines<Stored>(folder: string): Promise<readonly Stored[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json.gz'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const texts = await Promise.all(
    paths.map(async (path) => gunzipSync(await readFile(path)).toString()),
  )
  const lines = texts.join('').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as Stored)
}
