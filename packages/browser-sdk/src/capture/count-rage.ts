/** How soon and how near the next click has to follow to belong to an angry series. */
const soonMs = 1000
const nearPixels = 30

/**
 * Whether a click is one of several in one place: from the third on, and from the fourth where text
 * is selected, as a triple click selects a paragraph.
 */
export function countRage(): (event: MouseEvent, selected: boolean) => boolean {
  let count = 0
  let at = 0
  let x = 0
  let y = 0
  return ({ detail, timeStamp, clientX, clientY }, selected) => {
    const again =
      timeStamp - at < soonMs && Math.abs(clientX - x) + Math.abs(clientY - y) < nearPixels
    // Without detail it came from the keyboard, where one key held down makes many clicks.
    count = detail && (again ? count + 1 : 1)
    at = timeStamp
    x = clientX
    y = clientY
    return count > (selected ? 3 : 2)
  }
}
