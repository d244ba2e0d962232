import type { Properties } from '@weir/schema'
import type { CaptureContext, Stop } from './capture.ts'
import { later } from './later.ts'
import { listenAll } from './listen-all.ts'
import { stopAll } from './stop-all.ts'

/** Clicks after which nothing changes for so long were dead. */
const deadMs = 1000
const everyChange = { attributes: true, characterData: true, childList: true, subtree: true }
/** What else but a change of the document shows that something happened. */
const signs = 'blur focus scroll toggle'

/** A press begins. What happens from here on answers the click that it may become. */
export type Press = (event: Event) => void
/** Records a click: at once when it was answered or cannot be dead, or else when that is known. */
export type Send = (click: Properties, mayBeDead: boolean) => void

/**
 * Holds clicks until something happens, so that those after which nothing does can be marked. Nothing
 * of the page is read for this: a mutation observer and a few events tell, and the observer runs only
 * from a press to the first change after it.
 */
export function holdClicks({
  listen,
  track,
  onLeave,
}: CaptureContext): readonly [press: Press, send: Send, stop: Stop] {
  let held: Properties[] = []
  let answered = false

  const release = (dead: unknown) => {
    forgive()
    for (const click of held) track('click', { ...click, dead: dead === true || undefined })
    held = []
  }
  const [wait, forgive] = later(deadMs, () => release(true))
  const observer = new MutationObserver(() => {
    observer.disconnect()
    answered = true
    release(false)
  })
  const press = (event: Event) => {
    answered = false
    for (const node of event.composedPath() as Node[]) {
      // The document and the shadow trees around the target: from outside they are not seen to change.
      if (node.nodeType > 8) observer.observe(node, everyChange)
    }
  }
  const send = (click: Properties, mayBeDead: boolean) => {
    held.push(click)
    if (answered || !mayBeDead) return release(false)
    forgive()
    wait()
  }
  const stop = stopAll(onLeave(release), listenAll(listen, signs, release), () =>
    release(observer.disconnect()),
  )
  return [press, send, stop]
}
