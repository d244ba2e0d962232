import type { Tab } from '@weir/browsers'
import type { Client } from '../clients/client.ts'
import type { SeenRequest } from '../collector/fault-proxy.ts'

/** What is known of events that are missing at the end, so that a loss explains itself. */
export interface Traces {
  readonly client: Client
  /** The page that waits for them in vain, and one that has only just begun, without the client. */
  readonly pages: Readonly<Record<string, Tab>>
  readonly seen: readonly SeenRequest[]
  readonly origin: string
}

/** What each page finds in its storage, and which events came in which request, with what answer. */
export async function gatherEvidence({ client, pages, seen, origin }: Traces): Promise<string[]> {
  const lines: string[] = []
  for (const [name, tab] of Object.entries(pages)) {
    const found = client.remains ? await tab.evaluate(client.remains) : []
    lines.push(`the storage of ${name}: ${found.length} keys`, ...found)
  }
  const requests = seen.filter((request) => request.origin === origin)
  const start = requests[0]?.atMs ?? 0
  for (const { status, body, atMs } of requests) {
    lines.push(
      `request after ${Math.round(atMs - start)} ms: ${status ?? 'reset'}, ${inside(body)}`,
    )
  }
  return lines
}

interface Sent {
  readonly dropped?: object
  readonly events: readonly { readonly instance_id?: string; readonly seq?: number }[]
}

/** The events of a request, by the end of their instance and their number there. */
function inside(body: string): string {
  try {
    const { events, dropped = {} } = JSON.parse(body) as Sent
    const names = events.map(({ instance_id: id = '', seq }) => `${id.slice(-4)}/${seq}`)
    return `${names.join(' ')}, dropped ${JSON.stringify(dropped)}`
  } catch {
    return `${body.length} characters`
  }
}
