import { ReadingError } from './reading-error.ts'

/** How many of something are wanted. */
export function countOf(value: number | undefined, usual: number, most: number): number {
  const count = value ?? usual
  if (Number.isInteger(count) && count >= 1 && count <= most) return count
  throw new ReadingError('invalid_query', `${count} is not a whole number from 1 to ${most}`)
}
