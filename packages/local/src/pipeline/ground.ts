import { access, constants, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { DirectoryInUse, lockDirectory } from '../lock-directory.ts'
import { UsageError } from '../usage.ts'
import type { PipelineOptions } from './pipeline-options.ts'

/** Where the parts of the pipeline store things, and what they listen on. */
export interface Ground {
  readonly paths: Paths
  readonly port: number
  readonly shopPort: number
  readonly adminPort: number
  readonly kinesisPort: number
  readonly firehosePort: number
  /** Lets somebody else have the folder. */
  readonly release: () => Promise<void>
}

export interface Paths {
  readonly archive: string
  readonly spool: string
  readonly kinesis: string
  readonly firehose: string
  readonly logs: string
  readonly sites: string
}

const lockName = 'pipeline.lock'

export const pathsIn = (data: string): Paths => ({
  archive: join(data, 'archive'),
  spool: join(data, 'spool'),
  kinesis: join(data, 'kinesis'),
  firehose: join(data, 'firehose'),
  logs: join(data, 'logs'),
  sites: join(data, 'sites.json'),
})

/** What would be in the way is told before anything is started, with the way around it. */
export async function prepareGround(options: PipelineOptions): Promise<Ground> {
  const { data, isReset } = options
  const release = await takeFolder(data)
  try {
    const ports = await choosePorts(options)
    const paths = pathsIn(data)
    // Named one by one: what else is in the folder is not ours.
    if (isReset)
      for (const path of Object.values<string>({ ...paths }))
        await rm(path, { recursive: true, force: true })
    await mkdir(paths.logs, { recursive: true })
    await writeFile(paths.sites, describeSites(ports.shopPort, options.origins))
    return { paths, release, ...ports }
  } catch (error) {
    await release()
    throw error
  }
}

async function takeFolder(data: string): Promise<() => Promise<void>> {
  try {
    await mkdir(data, { recursive: true })
    await access(data, constants.W_OK)
    const release = await lockDirectory(data, lockName)
    return async () => {
      await release()
      // A folder that was made for nothing is not left behind.
      if ((await readdir(data)).length === 0) await rm(data, { recursive: true })
    }
  } catch (error) {
    if (error instanceof DirectoryInUse) {
      const lock = join(data, lockName)
      throw new UsageError(
        `${error.message}: stop that one, or --data DIR for another folder; if it is no Weir, remove ${lock}`,
      )
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    if (code === undefined) throw error
    throw new UsageError(`cannot write to ${data} (${code}): --data DIR names another folder`)
  }
}

/** The usual ports of these are a convenience: another one does as well. */
const usual = { adminPort: 9090, kinesisPort: 4567, firehosePort: 4568 } as const

async function choosePorts(options: PipelineOptions) {
  const taken = new Set<number>()
  const choose = async (port: number, option?: string): Promise<number> => {
    const chosen = await findFree(port, taken)
    if (chosen === undefined && option !== undefined && port !== 0) {
      throw new UsageError(`port ${port} is taken: stop what listens there, or --${option} N`)
    }
    const found = chosen ?? (await choose(0))
    taken.add(found)
    return found
  }
  const orAny = (port: number) => (options.port === 0 ? 0 : port)
  return {
    port: await choose(options.port, 'port'),
    shopPort: await choose(options.shopPort, 'shop-port'),
    adminPort: await choose(orAny(usual.adminPort)),
    kinesisPort: await choose(orAny(usual.kinesisPort)),
    firehosePort: await choose(orAny(usual.firehosePort)),
  }
}

/** The port when nobody listens there, any free one for 0. */
async function findFree(port: number, taken: ReadonlySet<number>): Promise<number | undefined> {
  const server = createServer()
  try {
    const found = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host: '127.0.0.1' }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
    return taken.has(found) ? undefined : found
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'EADDRINUSE') return undefined
    throw new UsageError(`cannot listen on port ${port} (${code}): take another, above 1023`)
  } finally {
    if (server.listening) await new Promise((done) => server.close(done))
  }
}

/** The shop by both of its names, and what was asked for. */
const describeSites = (shopPort: number, origins: readonly string[]): string =>
  `${JSON.stringify(
    {
      sites: [
        {
          site_id: 'demo',
          write_keys: ['wk_demo'],
          origins: [`http://localhost:${shopPort}`, `http://127.0.0.1:${shopPort}`, ...origins],
        },
      ],
    },
    undefined,
    2,
  )}\n`

/** A path as one would type it. */
export const shortPath = (path: string): string => {
  const near = relative(process.cwd(), path)
  return near === '' || near.startsWith('..') ? path : near
}
