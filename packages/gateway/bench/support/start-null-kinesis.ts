import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface NullKinesis {
  readonly url: string
  readonly close: () => void
}

/** Starts the answering server beside this process. */
export async function startNullKinesis(): Promise<NullKinesis> {
  const child = fork(new URL('null-kinesis.ts', import.meta.url))
  const [port] = (await once(child, 'message')) as [number]
  return { url: `http://127.0.0.1:${port}`, close: () => child.disconnect() }
}
