/** How soon and how near the next click has to follow to belong to an angry series. */
const soonMs = 1000
const nearPixels = 30

/**
 * Whether a click is one of several in one place: from the third on, and from the fourth where text
 * is selected, as a triple click selects a paragraph.
 */
export function countRage(now: () => number): (event: MouseEvent, selected: boolean) => boolean {
  let count = 0
  let last = { at: 0, x: 0, y: 0 }
  return ({ detail, clientX: x, clientY: y }, selected) => {
    const at = now()
    const again = at - last.at < soonMs && Math.hypot(x - last.x, y - last.y) < nearPixels
    last = { at, x, y }
    // Without detail it came from the keyboard, where one key held down makes many clicks.
    count = detail ? (again ? count + 1 : 1) : 0
    return count > (selected ? 3 : 2)
  }
}
