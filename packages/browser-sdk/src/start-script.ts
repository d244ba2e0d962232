import { createClient } from './client.ts'
import type { WeirOptions } from './options.ts'
import { attempt } from './platform/attempt.ts'
import { defaultCapture } from './presets.ts'
import type { Weir } from './weir.ts'

/** `weir('track', 'add_to_cart', { sku: 'A1' })`, `weir('consent.grant')`. */
type Call = (method: string, ...words: unknown[]) => unknown

/** What stands at `window.weir` before this script: the snippet, or the script itself. */
type Stub = Partial<Weir> & { readonly q?: readonly Parameters<Call>[] }

/** A data attribute is JSON where it can be: true, 500, ["q"]; else it is text. */
const readOptions = ({ src, dataset }: HTMLScriptElement): WeirOptions => {
  const options: Record<string, unknown> = {
    capture: defaultCapture(),
    // The gateway serves this script beside its endpoint, whatever either is called.
    endpoint: new URL('.', src).href,
  }
  for (const name in dataset) {
    const text = dataset[name] as string
    options[name] = attempt(() => JSON.parse(text) as unknown) ?? text
  }
  return { ...options, writeKey: dataset.writeKey } as unknown as WeirOptions
}

/** Starts the SDK as the script tag that is running says, and takes the place of the snippet. */
export const startScript = (more?: Partial<WeirOptions>): void => {
  attempt(() => {
    const page = window as unknown as { weir?: Stub }
    const stub = page.weir
    if (stub?.track) return
    const options = readOptions(document.currentScript as HTMLScriptElement)
    const { api, begin } = createClient({ ...options, ...more })
    const call: Call = (method, ...words) =>
      attempt(() => {
        const path = method.split('.')
        const found = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], api)
        return (found as Call)(...(words as Parameters<Call>))
      })
    const take = (words: Parameters<Call>) => call(...words)
    // Code of the page may have kept the snippet's function from before: that one still puts what it
    // is asked into a queue of whatever is at window.weir by then.
    page.weir = Object.assign(call, api, { q: { push: take } } as object)
    // What the visitor decided and who they are comes before the first page view.
    stub?.q?.forEach(take)
    begin()
  })
}
