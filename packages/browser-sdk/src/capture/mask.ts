import { cut } from './cut.ts'

/**
 * A text of the page as it may be collected: white space collapsed, e-mail addresses and long numbers
 * masked, and cut. Nine digits are long however they are grouped: so payment cards are, whatever stands
 * beside them, and account, phone and social security numbers too. Whatever the page holds, the work is
 * bounded.
 */
export const mask = (text: string | null | undefined, maxLength?: number): string | undefined =>
  cut(
    text
      ?.slice(0, 2000)
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/[^ @]{1,64}@\S+|\d([ .-]*\d){8,}|\d{7,}/g, '***'),
    maxLength,
  )
