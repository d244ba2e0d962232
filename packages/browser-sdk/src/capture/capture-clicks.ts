import type { Capture } from './capture.ts'
import { countRage } from './count-rage.ts'
import { describeElement, secrets } from './describe-element.ts'
import { describeLink } from './describe-link.ts'
import { elementsOf, nearest } from './elements-of.ts'
import { holdClicks } from './hold-clicks.ts'
import { listenAll } from './listen-all.ts'
import { ownProperties } from './own-properties.ts'
import { stopAll } from './stop-all.ts'

/** Answered by the browser, or in a way that no script sees. */
const answering = `${secrets},a[href]:not([href^="#"],[href^=java]),canvas,input,video`

/** Clicks with the main and the middle button, with a finger and from the keyboard. */
export const captureClicks = (): Capture => (context) => {
  const { listen } = context
  const [press, send, stop] = holdClicks(context)
  const isRage = countRage()

  const clicked = (event: MouseEvent) => {
    const { button, clientX, clientY, detail } = event
    const path = elementsOf(event) as [Element, ...Element[]]
    const own = ownProperties(path)
    const element = describeElement(path)
    if ('ignore' in own || !element || button > 1) return
    // Without detail it came from the keyboard.
    const selected = getSelection()?.type === 'Range'
    if (!detail) press(event)
    send(
      {
        ...own,
        ...element,
        ...describeLink(nearest(path, 'a[href]'), context),
        x: detail ? Math.max(0, Math.round(clientX)) : undefined,
        y: detail ? Math.max(0, Math.round(clientY)) : undefined,
        button,
        rage: isRage(event, selected) || undefined,
      },
      // Beside everything, on the body, nobody expects an answer.
      !!path[2] && !button && !selected && !nearest(path, answering),
    )
  }

  return stopAll(
    listenAll(listen, 'pointerdown', press),
    listenAll(listen, 'click auxclick', clicked),
    stop,
  )
}
