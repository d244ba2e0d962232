import { computed, type ReadonlySignal, signal } from '@preact/signals'

export const viewNames = [
  'live',
  'rejected',
  'health',
  'packing',
  'archive',
  'reports',
  'visitors',
] as const
export type ViewName = (typeof viewNames)[number]

/** Where on the page somebody is: a view, and what of it. */
export interface Place {
  readonly view: ViewName
  readonly words: readonly string[]
}

/** The part of the address behind `#`. */
export function parsePlace(hash: string): Place {
  const [first, ...words] = hash
    .replace(/^#\/?/u, '')
    .split('/')
    .map((word) => decode(word))
  const view = viewNames.find((name) => name === first) ?? 'live'
  return { view, words: words.filter((word) => word !== '') }
}

export const hrefOf = (view: ViewName, ...words: readonly string[]): string =>
  `#/${[view, ...words.map(encodeURIComponent)].join('/')}`

function decode(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

const hash = signal('')

/** Follows the address, so that back, forward and links do what they do. */
export const place: ReadonlySignal<Place> = computed(() => parsePlace(hash.value))

export function followAddress(page: Window): void {
  const read = () => {
    hash.value = page.location.hash
  }
  page.addEventListener('hashchange', read)
  read()
}
