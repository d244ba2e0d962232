import { expect, test, vi } from 'vitest'
import { isRunning } from '../src/is-running.ts'

test('sees who runs, and who does not', () => {
  expect(isRunning(process.pid)).toBe(true)
  // No process has this number: it is above the kernel's limit.
  expect(isRunning(2 ** 22 + 1)).toBe(false)
})

test('sees a process of another user, such as the sudo that launched npx', () => {
  vi.spyOn(process, 'kill').mockImplementationOnce(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' })
  })
  expect(isRunning(1)).toBe(true)
})
