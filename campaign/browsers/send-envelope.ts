import { Agent, request } from 'node:http'

/** What came back for an envelope. */
export interface Reply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Sender {
  /** Rejects when no whole answer comes, with a code. */
  readonly send: (body: string) => Promise<Reply>
  readonly close: () => void
}

export interface SenderOptions {
  readonly url: string
  /** Connections that the crowd holds at once; browsers take turns with them. */
  readonly connections: number
  /** After which the network itself gives up. */
  readonly timeoutMs: number
}

/** Posts envelopes as the SDK does: as text, so that no preflight is needed. */
export function createSender({ url, connections, timeoutMs }: SenderOptions): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (body: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = request(`${url}/v1/events`, {
        method: 'POST',
        agent,
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': userAgent },
        signal: AbortSignal.timeout(timeoutMs),
      })
      sent.once('error', reject)
      sent.once('response', (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', reject)
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers as Record<string, string>,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      })
      sent.end(body)
    })
  return { send, close: () => agent.destroy() }
}

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36'
