/**
 * The result of an action, or undefined when it throws: storage that a frame is denied, a built-in
 * that the page has replaced, a listener of somebody else. Nothing of ours may throw into the page.
 */
export const attempt = <T>(action: () => T): T | undefined => {
  try {
    return action()
  } catch {
    // It is undefined then.
  }
  return undefined
}

/** The same function, but one that cannot throw. */
export const safely =
  <Args extends unknown[]>(action: (...args: Args) => void): ((...args: Args) => void) =>
  (...args) =>
    attempt(() => action(...args))
