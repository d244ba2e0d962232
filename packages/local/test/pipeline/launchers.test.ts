import { expect, test } from 'vitest'
import { findLaunchers } from '../../src/pipeline/launchers.ts'

const table = (...commands: readonly string[]) => {
  const rows = commands.map((command, at) => ({ pid: 100 - at, parent: 99 - at, command }))
  return (pid: number) => rows.find((row) => row.pid === pid)
}

test('follows npx through its shells and pnpm, and not the terminal behind it', () => {
  const look = table(
    'sh -c node main.ts',
    'pnpm start',
    "sh -c 'pnpm' start",
    'npm exec pnpm start',
    '-bash',
    'sshd',
  )
  expect(findLaunchers(100, look)).toEqual([100, 99, 98, 97])
})

test('follows nobody when it was started by hand', () => {
  expect(findLaunchers(100, table('-bash', 'sshd'))).toEqual([])
})

test('follows nobody where processes cannot be looked at', () => {
  expect(findLaunchers(100, () => undefined)).toEqual([])
})
