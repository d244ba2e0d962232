import { type ArchiveReader, createArchiveReader } from '@weir/archive/reading'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config/config-table.ts'
import type { ConsoleLog, ConsoleSource } from '../console-log.ts'
import type { LiveConsole } from '../console/live-console.ts'
import { drain } from '../plugins/body.ts'
import { registerOwnMachine } from '../plugins/own-machine.ts'
import { registerPageHeaders } from '../plugins/page-headers.ts'
import { registerConsoleApi } from './console-api.ts'
import { registerConsoleArchive } from './console-archive.ts'
import { registerConsoleFacts } from './console-facts.ts'
import { registerConsolePage } from './console-page.ts'

export interface ConsoleParts {
  readonly config: Config
  readonly now: () => number
  readonly live: LiveConsole
  readonly shareConsole?: ((log: ConsoleLog) => ConsoleSource) | undefined
  readonly archiveReader?: ArchiveReader | undefined
  readonly consolePage?: string | undefined
}

/** What people look at, under the headers of a page. */
export async function registerConsole(app: FastifyInstance, parts: ConsoleParts): Promise<void> {
  const { config, consolePage, live, shareConsole, now } = parts
  const log = shareConsole?.(live.log) ?? live.log
  const reader = parts.archiveReader ?? readerOf(config)
  app.addHook('onClose', async () => {
    live.stop()
    await reader?.close()
  })
  await app.register(async (scope) => {
    registerOwnMachine(scope, config)
    ignoreBodies(scope)
    await registerPageHeaders(scope)
    if (consolePage !== undefined) await registerConsolePage(scope, consolePage)
    registerConsoleApi(scope, log)
    registerConsoleFacts(scope, { log, config })
    registerConsoleArchive(scope, { reader, now })
  })
}

/** Nothing here takes a body: what a client sends with its POST is read and let go. */
function ignoreBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', async (_request: FastifyRequest, body: NodeJS.ReadableStream) =>
    drain(body),
  )
}

/** A bucket is for those who have credentials for it: the gateway writes at most. */
const readerOf = ({ archive }: Config): ArchiveReader | undefined =>
  archive.includes('://') ? undefined : createArchiveReader({ location: archive })
