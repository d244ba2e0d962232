/** The target of an event and its ancestors, through open shadow roots. */
export const elementsOf = (event: Event): Element[] =>
  event.composedPath().filter((node): node is Element => 'matches' in node)

/** The first of them that matches. */
export const nearest = (path: readonly Element[], selector: string): Element | undefined =>
  path.find((element) => element.matches(selector))
