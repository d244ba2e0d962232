import type { Headers } from './country.ts'

/** Whether the visitor asks not to be tracked. */
export const asksForPrivacy = (headers: Headers): boolean =>
  isSet(headers['sec-gpc']) || isSet(headers['dnt'])

/** A header that came twice, as when a proxy adds its own, is one line with a comma to Node. */
const isSet = (value: string | string[] | undefined): boolean =>
  value !== undefined &&
  (value === '1' ||
    String(value)
      .split(',')
      .some((each) => each.trim() === '1'))
