import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface AnsweringServer {
  readonly url: string
  readonly close: () => void
}

/** A Kinesis that only answers, beside this process. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  const child = fork(new URL('answering-server.ts', import.meta.url))
  const [url] = (await once(child, 'message')) as [string]
  return { url, close: () => child.disconnect() }
}
