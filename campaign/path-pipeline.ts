import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createBalancer } from './faults/balancer.ts'
import type { Pipeline } from './faults/inflict.ts'
import { createKeeper, type Keeper } from './faults/keeper.ts'
import { createSmallDisk } from './faults/small-disk.ts'
import { writeSites } from './kill-campaign.ts'
import { kinesisSink, startFirehose, startGateway, startKinesis } from './processes.ts'

/** The whole path behind the browsers, each part a process of its own. */
export interface PathPipeline extends Pipeline {
  readonly archive: string
  /** Where the Firehose keeps how far it has come. */
  readonly state: string
  close(): Promise<void>
}

/** Small, so that a few seconds of load fill segments and wear through the whole of a spool. */
const spoolBytes = 32 * 1024 ** 2
const spoolDiskMegabytes = 40
const archiveDiskMegabytes = 512

/** Starts two gateways behind a balancer, Kinesis, and a Firehose with its archive. */
export async function startPipeline(folder: string): Promise<PathPipeline> {
  const sites = await writeSites(folder)
  const kinesis = await startKinesis()
  const started: Keeper[] = []
  const keep = async (start: Parameters<typeof createKeeper>[0]): Promise<Keeper> => {
    const keeper = await createKeeper(start)
    started.push(keeper)
    return keeper
  }
  const spools = [join(folder, 'spool-0'), join(folder, 'spool-1')] as const
  const archive = join(folder, 'archive')
  const state = join(folder, 'firehose')
  for (const path of [...spools, archive, state]) await mkdir(path)
  const spoolDisks = [
    await createSmallDisk(spools[0], spoolDiskMegabytes),
    await createSmallDisk(spools[1], spoolDiskMegabytes),
  ] as const
  const archiveDisk = await createSmallDisk(archive, archiveDiskMegabytes)
  const gateway = (spool: string) =>
    keep(() =>
      startGateway({
        sink: kinesisSink(kinesis.ready),
        sites,
        spool: join(spool, 'spool'),
        env: { WEIR_SPOOL_MAX_BYTES: String(spoolBytes), WEIR_SHUTDOWN_MS: '5000' },
        canAil: true,
      }),
    )
  const [one, other, firehose] = await Promise.all([
    gateway(spools[0]),
    gateway(spools[1]),
    keep(() =>
      startFirehose({ kinesisUrl: kinesis.ready, archive, state, bufferSeconds: 1, canAil: true }),
    ),
  ])
  const gateways = [one, other] as const
  const isUrl = (url: string | undefined): url is string => url !== undefined
  const balancer = await createBalancer(() => gateways.map(({ url }) => url).filter(isUrl))
  return {
    kinesisUrl: kinesis.ready,
    gateways,
    firehose,
    balancer,
    spoolDisks,
    archiveDisk,
    archive,
    state,
    async close() {
      await balancer.close()
      for (const keeper of started) await keeper.end('SIGKILL').catch(() => undefined)
      await kinesis.end('SIGTERM')
      for (const disk of [...spoolDisks, archiveDisk]) disk?.remove()
    },
  }
}
