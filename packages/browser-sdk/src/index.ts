/** The name of this package; its contents follow. */
export const packageName: string = '@weir/browser-sdk'
