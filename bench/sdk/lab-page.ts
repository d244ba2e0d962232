/** What the page of a measurement offers to who measures. */
export interface Lab {
  /** Tasks in which something was read that may cost a layout. */
  layoutReads: number
  /** Of three kinds: nothing at all, the least that keeps an event, and ours. */
  readonly trackers: Readonly<Record<string, (name: string, properties: object) => void>>
}

declare global {
  interface Window {
    lab: Lab
    weir?: { track: (name: string, properties: object) => void; flush: () => Promise<boolean> }
  }
}

/** What stands beside ours, and ours: the names of the tables. */
export const trackerNames = ['an empty function', 'JSON into localStorage', 'track()'] as const

/** Runs in the page, before the SDK. */
function prepare(names: typeof trackerNames): void {
  // Ten thousand elements, forty deep.
  for (let column = 0; column < 250; column++) {
    let parent = document.body
    for (let depth = 0; depth < 40; depth++) {
      parent = parent.appendChild(document.createElement('div'))
      parent.className = `level-${depth}`
    }
    parent.innerHTML = '<button type="button">Add to cart</button><p style="height: 60px"></p>'
  }
  let kept = 0
  window.lab = {
    layoutReads: 0,
    trackers: {
      [names[0]]: () => undefined,
      [names[1]]: (name, properties) => {
        const padding = 'x'.repeat(450)
        localStorage.setItem(`least:${kept++}`, JSON.stringify({ name, padding, properties }))
      },
      [names[2]]: (name, properties) => window.weir?.track(name, properties),
    },
  }
}

/** Runs in the page: counts the tasks in which something is read that may cost a layout. */
function countReads(): void {
  // Several reads in a row cost one layout at most.
  let isNoted = false
  const note = (): void => {
    if (isNoted) return
    isNoted = true
    window.lab.layoutReads++
    queueMicrotask(() => {
      isNoted = false
    })
  }
  const watched = (original: (...words: unknown[]) => unknown) =>
    function watching(this: unknown, ...words: unknown[]): unknown {
      note()
      return Reflect.apply(original, this, words)
    }
  const watch = (owner: object, ...properties: readonly string[]): void => {
    for (const property of properties) {
      const descriptor: PropertyDescriptor = Object.getOwnPropertyDescriptor(owner, property) ?? {}
      const key = 'get' in descriptor ? 'get' : 'value'
      const original = descriptor[key] as (...words: unknown[]) => unknown
      Object.defineProperty(owner, property, { ...descriptor, [key]: watched(original) })
    }
  }
  const sides = ['Top', 'Left', 'Width', 'Height']
  watch(Element.prototype, ...['scroll', 'client'].flatMap((of) => sides.map((side) => of + side)))
  watch(Element.prototype, 'getBoundingClientRect', 'getClientRects')
  watch(HTMLElement.prototype, ...sides.map((side) => `offset${side}`), 'innerText')
  watch(window, 'innerWidth', 'innerHeight', 'scrollX', 'scrollY', 'getComputedStyle')
}

const emptyHandlers = `for (const type of ['pointerdown', 'click', 'auxclick', 'scroll', 'input', 'pointermove', 'keydown', 'wheel'])
  addEventListener(type, () => {}, { capture: true, passive: true })`

/** The page of a contender: with the SDK as a script tag, or with listeners that do nothing. */
export const labHtml = (hasSdk: boolean): string => `<!doctype html>
<html lang="en"><title>Lab</title><link rel="icon" href="data:,"><body>
<script>(${prepare.toString()})(${JSON.stringify(trackerNames)});(${countReads.toString()})()</script>
${hasSdk ? '<script src="/weir.js" data-write-key="wk_demo"></script>' : `<script>${emptyHandlers}</script>`}`
