/** One thing to be done: an event, perhaps on certain pages. */
export interface FunnelStep {
  readonly label: string
  readonly eventType: string
  /** A path in which * stands for anything. */
  readonly path?: string | undefined
}

export interface FunnelOptions {
  /** At least one. */
  readonly steps: readonly FunnelStep[]
  /** Within what the steps have to be done: a visit, or all that a visitor did in the range. */
  readonly by: 'visit' | 'visitor'
}

/** `purchase`, or `page_view:/products/*` for an event on certain pages; undefined for neither. */
export function parseFunnelStep(text: string): FunnelStep | undefined {
  const [, eventType, , path] = /^\s*([a-z][a-z0-9_]{0,63})(:([/*].*?))?\s*$/su.exec(text) ?? []
  return eventType === undefined ? undefined : { label: text.trim(), eventType, path }
}
