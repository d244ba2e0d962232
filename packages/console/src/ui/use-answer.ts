import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** An answer that is on its way, here, or refused with one line for a person. */
export type Answered<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly value: Value }
  | { readonly state: 'refused'; readonly why: string }

interface Options {
  /** Asked anew when it changes. */
  readonly key: string
  /** How often it is asked again; what is here stays meanwhile. */
  readonly everyMs?: number | undefined
}

export function useAnswer<Value>(
  ask: () => Promise<Value>,
  { key, everyMs }: Options,
): ReadonlySignal<Answered<Value>> {
  const answered = useSignal<Answered<Value>>({ state: 'waiting' })
  useEffect(() => {
    let isOver = false
    answered.value = { state: 'waiting' }
    const look = async () => {
      const next = await ask().then(here, refused)
      if (!isOver) answered.value = next
    }
    void look()
    const timer = everyMs === undefined ? undefined : setInterval(() => void look(), everyMs)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [key])
  return answered
}

const here = <Value>(value: Value): Answered<Value> => ({ state: 'here', value })
const refused = (error: Error): Answered<never> => ({ state: 'refused', why: error.message })
