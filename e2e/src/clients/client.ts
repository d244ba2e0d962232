/** Something that delivers events from a page, put under the same scenarios as any other. */
export interface Client {
  readonly name: string
  /**
   * The script of the page, on its own origin. The element that loads it carries `data-endpoint`
   * and `data-write-key`. It defines `window.deliver(name, properties)`.
   */
  script(): Promise<string>
  /**
   * Runs in a page: whether anything is kept there that may be sent a second time. Default: nothing
   * ever is.
   */
  readonly keeps?: () => boolean
  /** Runs in a page: a line for each thing that is kept there. Default: nothing ever is. */
  readonly remains?: () => string[]
}
