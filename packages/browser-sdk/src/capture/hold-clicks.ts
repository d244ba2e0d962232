import type { Properties } from '@weir/schema'
import type { CaptureContext, Stop } from './capture.ts'
import { stopAll } from './stop-all.ts'

/** Clicks after which nothing changes for so long were dead. */
const deadMs = 1000
const everyChange = { attributes: true, characterData: true, childList: true, subtree: true }
/** What else but a change of the document shows that something happened. */
const signs = 'beforeunload blur focus scroll toggle'

/** Holds clicks until something happens, so that those after which nothing does can be marked. */
export interface HeldClicks {
  /** A press begins. What happens from here on answers the click that it may become. */
  readonly press: (event: Event) => void
  /** Records a click: at once when it was answered or cannot be dead, or else when that is known. */
  readonly send: (click: Properties, event: Event, mayBeDead: boolean) => void
  readonly stop: Stop
}

/**
 * Nothing of the page is read for this: a mutation observer and a few events tell, and the observer
 * runs only from a press to the first change after it, or to the end of the waiting.
 */
export function holdClicks({ window, listen, track, onLeave }: CaptureContext): HeldClicks {
  let held: Properties[] = []
  let timer: number | undefined
  let answered = false

  const release = (dead?: boolean) => {
    clearTimeout(timer)
    for (const click of held) track('click', dead ? { ...click, dead } : click)
    held = []
  }
  const live = () => release()
  const observer = new window.MutationObserver(() => {
    answered = true
    observer.disconnect()
    release()
  })
  const observe = (event: Event) => {
    for (const node of event.composedPath() as Node[]) {
      // The document and the shadow trees around the target: from outside they are not seen to change.
      if (node.nodeType > 8) observer.observe(node, everyChange)
    }
  }
  return {
    press(event) {
      answered = false
      observe(event)
    },
    send(click, event, mayBeDead) {
      held.push(click)
      if (answered || !mayBeDead) return release()
      observe(event)
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        observer.disconnect()
        release(true)
      }, deadMs)
    },
    stop: stopAll(
      onLeave(live),
      ...signs.split(' ').map((sign) => listen(window, sign, live)),
      live,
      () => observer.disconnect(),
    ),
  }
}
