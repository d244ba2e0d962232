import { until } from '../until.ts'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly targetInfo?: { targetId: string }; readonly message?: string }
  readonly result?: { readonly result?: Remote; readonly wasThrown?: boolean }
}

interface Remote {
  readonly objectId?: string
  readonly value?: unknown
  readonly description?: string
}

/** WebKit's remote inspector, attached to the one page of a browser. */
export interface Inspector {
  /** The value of an expression, awaited if it is a promise. */
  evaluate(expression: string): Promise<unknown>
  close(): void
}

/** Attaches to the page of a browser started with WEBKIT_INSPECTOR_HTTP_SERVER. */
export async function attachInspector(address: string): Promise<Inspector> {
  const path = await until('a page to inspect', async () => {
    const list = await (await fetch(`http://${address}/`)).text()
    return /socket\/[^'"\s)]*\/WebPage/u.exec(list)?.[0]
  })
  const socket = new WebSocket(`ws://${address}/${path}`)
  const waiting = new Map<number, (message: Message) => void>()
  // A page that moves to another process becomes another target.
  let target: string | undefined
  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as Message
    if (method === 'Target.targetCreated') target = params?.targetInfo?.targetId
    if (method !== 'Target.dispatchMessageFromTarget') return
    const answer = JSON.parse(params?.message ?? '{}') as Message
    waiting.get(answer.id ?? 0)?.(answer)
  })
  const targetId = await until('the page in its process', () => target)
  let last = 0
  const call = async (method: string, params: object): Promise<Remote> => {
    const id = ++last
    const answer = new Promise<Message>((resolve) => {
      waiting.set(id, resolve)
    })
    const message = JSON.stringify({ id, method, params })
    const outer = { id, method: 'Target.sendMessageToTarget', params: { targetId, message } }
    socket.send(JSON.stringify(outer))
    const { result } = await answer
    waiting.delete(id)
    if (result?.wasThrown === true) throw new Error(result.result?.description)
    return result?.result ?? {}
  }
  return {
    async evaluate(expression) {
      const { objectId } = await call('Runtime.evaluate', {
        expression: `Promise.resolve(${expression})`,
      })
      const { value } = await call('Runtime.awaitPromise', {
        promiseObjectId: objectId,
        returnByValue: true,
      })
      return value
    },
    close: () => socket.close(),
  }
}
