/** The target of an event and its ancestors, through open shadow roots. */
export const elementsOf = (event: Event): Element[] =>
  event.composedPath().filter((node): node is Element => 'matches' in node)
