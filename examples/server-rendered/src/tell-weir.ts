import { setTimeout as pause } from 'node:timers/promises'

/** Where pages and server send what happens. */
export interface Weir {
  /** Origin of the gateway. */
  readonly gateway: string
  readonly writeKey: string
}

export interface Visitor {
  readonly anonymous_id: string
  readonly session_id: string
}

/** Who the SDK says this is: the first two parts of its cookie. Undefined where it remembers nobody. */
export function readVisitor(cookie: string | undefined): Visitor | undefined {
  const [anonymous_id = '', session_id = ''] = cookie?.split('|') ?? []
  const isId = (text: string) => /^[\w-]{36}$/u.test(text)
  return isId(anonymous_id) && isId(session_id) ? { anonymous_id, session_id } : undefined
}

export interface Telling {
  readonly event: { readonly event_id: string } & Readonly<Record<string, unknown>>
  /** Of the visitor's request: the browser is theirs, and so is the wish not to be tracked. */
  readonly headers: Headers
  /** Before the second attempt; then twice as long each time. Default: 1000. */
  readonly pauseMs?: number
}

const kept = ['user-agent', 'sec-gpc', 'dnt']

/**
 * Sends an event from the server until the gateway has stored it. It may come twice: it bears the same
 * event_id then, and counts once. Says what went wrong, or nothing.
 */
export async function tellWeir(
  { gateway, writeKey }: Weir,
  { event, headers, pauseMs = 1000 }: Telling,
): Promise<string | undefined> {
  const about = kept.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  let problem: string | undefined
  for (let attempt = 0; attempt < 6; attempt++) {
    if (attempt > 0) await pause(pauseMs * 2 ** (attempt - 1))
    try {
      const answer = await fetch(`${gateway}/v1/events`, {
        method: 'POST',
        headers: { ...Object.fromEntries(about), 'content-type': 'application/json' },
        // The time of this attempt: by it the gateway sees a clock that is wrong.
        body: JSON.stringify({
          write_key: writeKey,
          sent_at: new Date(),
          sdk: { name: 'bakery', version: '1' },
          events: [event],
        }),
        signal: AbortSignal.timeout(10_000),
      })
      const { accepted } = (await answer.json()) as { accepted?: number }
      if (accepted === 1) return undefined
      problem = `the gateway answered ${answer.status} and did not take ${event.event_id}`
      if (answer.status < 500 && answer.status !== 429) return problem
    } catch (error) {
      problem = `the gateway cannot be asked: ${(error as Error).message}`
    }
  }
  return problem
}
