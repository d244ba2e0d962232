import { misfits, type FromShape, type Shape } from './shape.ts'

/** Reads from the gateway that serves this page. */
export interface Api {
  /** Rejects with one line for a person. */
  get<S extends Shape>(path: string, shape: S): Promise<FromShape<S>>
  post(path: string): Promise<void>
  /** Follows a stream of server-sent events, again and again when it breaks; answers how to stop. */
  follow(path: string, to: Follower): () => void
}

export interface Follower {
  readonly name: string
  readonly onData: (data: unknown) => void
  readonly onState: (isOpen: boolean) => void
}

export function createApi(base = '/console/api'): Api {
  return {
    async get(path, shape) {
      const answer = await fetch(`${base}/${path}`).catch(() => undefined)
      if (answer === undefined) throw new Error('the gateway does not answer')
      if (!answer.ok) throw new Error(await reasonOf(answer))
      const value: unknown = await answer.json()
      const [fault] = misfits(shape, value)
      if (fault !== undefined) throw new Error(`${path}: ${fault}`)
      return value as never
    },
    async post(path) {
      const answer = await fetch(`${base}/${path}`, { method: 'POST' })
      if (!answer.ok) throw new Error(await reasonOf(answer))
    },
    follow(path, { name, onData, onState }) {
      const source = new EventSource(`${base}/${path}`)
      source.addEventListener(name, ({ data }) => onData(JSON.parse(String(data))))
      source.addEventListener('open', () => onState(true))
      source.addEventListener('error', () => onState(false))
      return () => source.close()
    },
  }
}

/** A refusal of the gateway is a problem (RFC 9457). */
async function reasonOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown }
  return typeof problem.detail === 'string' ? problem.detail : `status ${answer.status}`
}
