/** What the way to the gateway does to a request. */
export type Fault =
  | { readonly kind: 'none' }
  /** Answered before the gateway sees it, as the gateway itself would: readable across origins. */
  | { readonly kind: 'status'; readonly status: 503 }
  /** 429 for as long as there is something to say in Retry-After. */
  | { readonly kind: 'limited'; readonly retryAfter: (nowMs: number) => string | undefined }
  /** Answered by a load balancer that knows no CORS: the page learns only that it failed. */
  | { readonly kind: 'bare'; readonly status: 502 | 503 }
  /** The connection is reset while the request is under way. */
  | { readonly kind: 'reset' }
  /** 413 for a body of more bytes than this. */
  | { readonly kind: 'too-large'; readonly aboveBytes: number }
  /** The gateway takes it at once, and its answer takes this long. */
  | { readonly kind: 'slow'; readonly ms: number }

/** How the proxy itself answers, if it does. */
export interface FaultAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const codes: Readonly<Record<number, string>> = {
  413: 'body_too_large',
  429: 'rate_limited',
  502: 'bad_gateway',
  503: 'overloaded',
}

/** The answer to a request of this origin and size, or undefined where the gateway has to give it. */
export function answerOf(
  fault: Fault,
  request: { readonly origin: string | undefined; readonly bytes: number },
): FaultAnswer | undefined {
  const cors = allow(request.origin)
  if (fault.kind === 'status') return problem(fault.status, cors)
  if (fault.kind === 'limited') {
    const retryAfter = fault.retryAfter(Date.now())
    return retryAfter === undefined
      ? undefined
      : problem(429, { ...cors, 'retry-after': retryAfter })
  }
  if (fault.kind === 'bare') return problem(fault.status, {})
  if (fault.kind === 'too-large' && request.bytes > fault.aboveBytes) {
    return problem(413, cors)
  }
  return undefined
}

/** A limit that is in force for so many seconds from the first request that meets it. */
export function limitOf(seconds: number, form: 'seconds' | 'date'): Fault {
  let untilMs: number | undefined
  return {
    kind: 'limited',
    retryAfter(nowMs) {
      // A date has whole seconds: the next one after the wait.
      untilMs ??=
        form === 'date' ? Math.ceil(nowMs / 1000 + seconds) * 1000 : nowMs + seconds * 1000
      if (nowMs >= untilMs) return undefined
      const left = Math.ceil((untilMs - nowMs) / 1000)
      return form === 'date' ? new Date(untilMs).toUTCString() : String(left)
    },
  }
}

function problem(status: number, headers: Readonly<Record<string, string>>): FaultAnswer {
  const body = JSON.stringify({ status, code: codes[status], title: 'a fault on purpose' })
  return { status, headers: { ...headers, 'content-type': 'application/problem+json' }, body }
}

/** What the gateway says to an origin that it lists. */
const allow = (origin: string | undefined): Readonly<Record<string, string>> =>
  origin === undefined
    ? {}
    : {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'retry-after, x-request-id',
        vary: 'Origin',
      }
