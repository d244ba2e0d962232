/** There is one page, however many instances watch it. */
let deepest: number | undefined

/** The deepest point reached on the page view of now, in percent, if the page was scrolled. */
export const deepestScroll = (): number | undefined => deepest

/** A point was reached; without one, nothing is any more. */
export const reachScroll = (percent?: number): void => {
  deepest = percent && Math.max(percent, deepest ?? 0)
}
