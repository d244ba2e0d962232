import { expect, onTestFinished, test, vi } from 'vitest'
import { createWatch, mergeSeconds } from '../../src/state/watch.ts'
import { second } from '../support/second.ts'

const at = (seconds: ReturnType<typeof mergeSeconds>) => seconds.map((each) => each.at)

test('takes a second that comes again for what it is now', () => {
  const known = [second({ at: 1 }), second({ at: 2, received: 1 })]
  const merged = mergeSeconds(known, [second({ at: 2, received: 5 }), second({ at: 3 })])
  expect(at(merged)).toEqual([1, 2, 3])
  expect(merged[1]?.received).toBe(5)
  expect(mergeSeconds(known, [])).toEqual(known)
})

test('holds ten minutes', () => {
  const many = Array.from({ length: 700 }, (_each, n) => second({ at: n }))
  expect(at(mergeSeconds(many.slice(0, 650), many.slice(640)))).toEqual(at(many.slice(100)))
})

test('asks once a second, not twice at once, and not while nobody looks', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const asked: string[] = []
  const pending: (() => void)[] = []
  const page = { hidden: false }
  const get = (path: string) => {
    asked.push(path)
    return new Promise<never>((_here, refuse) => pending.push(() => refuse(new Error('no'))))
  }
  const watch = createWatch(
    { get, post: () => Promise.resolve(), follow: () => () => undefined },
    page,
  )
  onTestFinished(() => watch.stop())
  await vi.advanceTimersByTimeAsync(3000)
  expect(asked).toEqual(['history?since=-2', 'facts'])
  for (const refuse of pending.splice(0)) refuse()
  page.hidden = true
  await vi.advanceTimersByTimeAsync(3000)
  expect(asked).toHaveLength(2)
  page.hidden = false
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(4)
})
