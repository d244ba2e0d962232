import { safely } from '../platform/attempt.ts'
import type { Stop } from './capture.ts'

/** Does something after a while, once however often it is asked to meanwhile; and can be stopped. */
export function later(ms: number, action: () => void): readonly [start: () => void, stop: Stop] {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const start = () => {
    timer ??= setTimeout(
      safely(() => {
        timer = undefined
        action()
      }),
      ms,
    )
  }
  return [start, stop]
}
