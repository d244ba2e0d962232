import { bundle } from '@weir/browser-sdk/bundle'
import type { Client } from './client.ts'

/** An event waits under the key of its segment and its number. */
const keeps = (): boolean => Object.keys(localStorage).some((key) => /[\da-f]{12}:\d+$/u.test(key))

/** Ours by its script tag, with everything that it collects by itself. */
export const weirClient: Client = {
  name: 'weir',
  script: async () =>
    `${await bundle({ entry: 'script', format: 'iife' })}
    window.deliver = (name, properties) => weir('track', name, properties)`,
  keeps,
}

/** Ours out of an import, with nothing but `track()`. */
export const weirCoreClient: Client = {
  name: 'weir-core',
  script: () => bundle({ source: core, format: 'iife' }),
  keeps,
}

const core = `
  import { createWeir } from '@weir/browser-sdk'
  const { endpoint, writeKey } = document.currentScript.dataset
  window.deliver = createWeir({ endpoint, writeKey }).track
`
