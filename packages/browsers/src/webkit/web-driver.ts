import { createServer } from 'node:net'
import { startCompanion } from '../processes.ts'
import { until } from '../until.ts'

/** A running WebDriver, https://www.w3.org/TR/webdriver2/. */
export interface WebDriver {
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>
  stop(): Promise<void>
}

/** Nothing that is asked of it takes longer, unless it hangs. */
const timeoutMs = 30_000

/** Starts WebKitWebDriver, which holds one session at a time. */
export async function startWebDriver(driver: string, display: string): Promise<WebDriver> {
  // It cannot say which port it took, so it is given one that was free a moment ago.
  const port = await freePort()
  const { child, stop } = startCompanion([driver, `--port=${port}`, '--host=127.0.0.1'], {
    env: { DISPLAY: display, NO_AT_BRIDGE: '1', GTK_A11Y: 'none' },
  })
  const call: WebDriver['call'] = async (method, path, body) => {
    const what = `${method} ${path.replace(/[0-9a-f-]{36}/gu, '…')}`
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      throw new Error(`${what}: ${error.message}`, { cause: error })
    })
    const { value } = (await response.json()) as { value: unknown }
    if (response.ok) return value
    const { error, message } = value as { error: string; message: string }
    throw new Error(`${what}: ${error}: ${message}`)
  }
  const answers = await until('WebKitWebDriver answers', async () => {
    if (child.exitCode !== null) return false
    await call('GET', '/status')
    return true
  })
  if (!answers) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`)
  return { call, stop }
}

/** A port on which nobody listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
