import type { Capture } from './capture.ts'
import { countRage } from './count-rage.ts'
import { describeElement, isControl, secrets } from './describe-element.ts'
import { describeLink } from './describe-link.ts'
import { elementsOf } from './elements-of.ts'
import { holdClicks } from './hold-clicks.ts'
import { ownProperties } from './own-properties.ts'
import { stopAll } from './stop-all.ts'

/** Answered by the browser, or in a way that no script sees. */
const answering = `${secrets},a[href]:not([href^="#"],[href^=java]),area,audio,canvas,input,video`

/** Clicks with the main and the middle button, with a finger and from the keyboard. */
export const captureClicks = (): Capture => (context) => {
  const { window, listen, now } = context
  const { press, send, stop } = holdClicks(context)
  const isRage = countRage(now)

  const clicked = (event: MouseEvent) => {
    const { button, clientX, clientY, detail } = event
    const path = elementsOf(event)
    const own = ownProperties(path)
    const control = path.find(isControl)
    // The browser clicks the field of a label next, and that click says more.
    const relayed = control?.localName === 'label' && (control as HTMLLabelElement).control
    if (!own || relayed || button > 1) return
    const selected = window.getSelection()?.type === 'Range'
    if (!detail) press(event)
    send(
      {
        ...own,
        ...describeElement(path, control),
        ...describeLink(path, context),
        // Without detail it came from the keyboard.
        x: detail ? Math.max(0, Math.round(clientX)) : undefined,
        y: detail ? Math.max(0, Math.round(clientY)) : undefined,
        button,
        rage: isRage(event, selected) || undefined,
        dead: undefined,
      },
      event,
      // Beside everything, on the body, nobody expects an answer.
      path.length > 2 && !button && !selected && !path.some((each) => each.matches(answering)),
    )
  }

  return stopAll(
    listen(window, 'pointerdown', press),
    listen(window, 'click', clicked),
    listen(window, 'auxclick', clicked),
    stop,
  )
}
