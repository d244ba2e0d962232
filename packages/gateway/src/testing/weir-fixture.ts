import {
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from './start-test-gateway.ts'

export interface WeirFixtureOptions extends TestGatewayOptions {
  /**
   * The endpoint that the pages were built with, such as `https://c.example.com`: what they send
   * there reaches the gateway of their test. Default: pages know the gateway's own address.
   */
  readonly intercept?: string
}

/** As much of Playwright's own types as the fixture needs. */
interface Route {
  request(): { url(): string }
  fetch(options: { url: string }): Promise<unknown>
  fulfill(options: { response: never }): Promise<void>
  abort(): Promise<void>
}

interface Arguments {
  readonly baseURL: string | undefined
  readonly context: {
    route(url: (url: URL) => boolean, handle: (route: Route) => Promise<void>): Promise<unknown>
    unrouteAll(options: { behavior: 'ignoreErrors' }): Promise<unknown>
  }
}

interface TestInfo {
  readonly status?: string | undefined
  readonly expectedStatus: string
  attach(name: string, content: { body: string; contentType: string }): Promise<void>
}

export type WeirFixture = (
  args: Arguments,
  use: (weir: TestGateway) => Promise<void>,
  info: TestInfo,
) => Promise<void>

/**
 * A gateway for each test of Playwright: `test.extend<{ weir: TestGateway }>({ weir: weirFixture() })`.
 * Pages at the configured `baseURL` may send to it. What came is attached to tests that fail.
 */
export function weirFixture(settings: WeirFixtureOptions = {}): WeirFixture {
  const { intercept, origins = [], ...options } = settings
  // Playwright reads the names of the fixtures that it gives out of this line.
  return async ({ baseURL, context }, use, info) => {
    const own = baseURL === undefined ? [] : [new URL(baseURL).origin]
    const weir = await startTestGateway({ ...options, origins: [...own, ...origins] })
    try {
      if (intercept !== undefined) {
        const { origin } = new URL(intercept)
        await context.route((url) => url.origin === origin, createForward(weir.endpoint))
      }
      await use(weir)
      if (info.status !== info.expectedStatus) await attach(weir, info)
    } finally {
      await context.unrouteAll({ behavior: 'ignoreErrors' })
      await weir.close()
    }
  }
}

const createForward =
  (endpoint: string) =>
  async (route: Route): Promise<void> => {
    const { pathname, search } = new URL(route.request().url())
    try {
      const response = await route.fetch({ url: endpoint + pathname + search })
      await route.fulfill({ response: response as never })
    } catch {
      // The page or the gateway has gone; a page that is still there tries again.
      await route.abort().catch(() => undefined)
    }
  }

async function attach(weir: TestGateway, info: TestInfo): Promise<void> {
  const contentType = 'application/json'
  const asJson = (value: unknown) => ({ body: JSON.stringify(value, undefined, 2), contentType })
  await info.attach('weir events', asJson(weir.events()))
  await info.attach('weir rejected', asJson(weir.rejected()))
}
