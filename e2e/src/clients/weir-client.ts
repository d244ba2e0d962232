import { bundle } from '@weir/browser-sdk/bundle'
import type { Client } from './client.ts'

/** An event waits under the key of its segment and its number. */
const keeps = (): boolean => Object.keys(localStorage).some((key) => /[\da-f]{12}:\d+$/u.test(key))

/** The keys of storage: the number of each event, and how long each lease has to run. */
const remains = (): string[] =>
  Object.keys(localStorage)
    .toSorted()
    .map((key) => {
      const text = localStorage.getItem(key) ?? 'listed, but not to be read'
      const left = /[\da-f]{12}$/u.test(key) ? `${parseInt(text) - Date.now()} ms left` : ''
      const [, seq] = /"seq":(\d+)/u.exec(text) ?? []
      const [, id] = /"instance_id":"([^"]+)"/u.exec(text) ?? []
      return `${key} = ${seq ? `${id?.slice(-4)}/${seq}` : text.slice(0, 99)} ${left}`
    })

/** Ours by its script tag, with everything that it collects by itself. */
export const weirClient: Client = {
  name: 'weir',
  script: async () =>
    `${await bundle({ entry: 'script', format: 'iife' })}
    window.deliver = (name, properties) => weir('track', name, properties)`,
  keeps,
  remains,
}

/** Ours out of an import, with nothing but `track()`. */
export const weirCoreClient: Client = {
  name: 'weir-core',
  script: () => bundle({ source: core, format: 'iife' }),
  keeps,
  remains,
}

const core = `
  import { createWeir } from '@weir/browser-sdk'
  const { endpoint, writeKey } = document.currentScript.dataset
  window.deliver = createWeir({ endpoint, writeKey }).track
`
