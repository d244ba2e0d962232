import { cut } from './cut.ts'

const masked = '***'

/**
 * A text of the page as it may be collected: white space collapsed, e-mail addresses and long numbers
 * masked, and cut. Nine digits are long however they are grouped: so payment cards are, whatever stands
 * beside them, and account, phone and social security numbers too.
 */
export const mask = (text: string | null | undefined, maxLength?: number): string | undefined =>
  cut(
    text
      // Whatever the page holds, the work is bounded; each step is linear.
      ?.slice(0, 2000)
      .trim()
      .split(/\s+/)
      .map((word) => (/.@./.test(word) ? masked : word))
      .join(' ')
      .replace(/\d([ .-]?\d){8,}|\d{7,}/g, masked),
    maxLength,
  )
