import { expect, test } from 'vitest'
import { countRage } from '../../src/capture/count-rage.ts'

interface Click {
  readonly at?: number
  readonly x?: number
  readonly y?: number
  readonly detail?: number
  readonly selected?: boolean
}

const judge = (clicks: readonly Click[]): boolean[] => {
  let clock = 5000
  const isRage = countRage()
  return clicks.map(({ at = clock + 200, x = 0, y = 0, detail = 1, selected = false }) => {
    clock = at
    return isRage({ timeStamp: at, clientX: x, clientY: y, detail } as MouseEvent, selected)
  })
}

test('begins with the third quick click on a spot', () => {
  expect(judge([{}, {}, {}, {}])).toEqual([false, false, true, true])
})

test('needs quick clicks', () => {
  expect(judge([{ at: 2000 }, { at: 2999 }, { at: 3999 }])).toEqual([false, false, false])
})

test('needs clicks on one spot', () => {
  expect(judge([{}, { x: 29 }, { x: 58 }])).toEqual([false, false, true])
  expect(judge([{}, { x: 29 }, { x: 29, y: 30 }])).toEqual([false, false, false])
})

test('does not take a triple click that selects a paragraph for rage', () => {
  const selecting = { selected: true }
  expect(judge([{}, selecting, selecting, selecting])).toEqual([false, false, false, true])
})

test('does not take a key that is held down for rage', () => {
  const key = { detail: 0 }
  expect(judge([key, key, key, key])).toEqual([false, false, false, false])
})

test('begins anew after a key', () => {
  expect(judge([{}, {}, { detail: 0 }, {}, {}])).toEqual([false, false, false, false, false])
})
