import { expect, test } from 'vitest'
import { countByKind } from '../../suite/count-by-kind.ts'

const file = (name: string, ...statuses: readonly string[]) => ({
  name: `/weir/${name}`,
  assertionResults: statuses.map((status, at) => ({ fullName: `holds ${at}`, status })),
})

test('counts tests by their kind, and names each that was skipped', () => {
  const { kinds, skipped } = countByKind('/weir', {
    testResults: [
      file('e2e/test/matrix.test.ts', 'passed', 'skipped', 'passed'),
      file('e2e/test/manual/shell.test.ts', 'passed'),
      file('packages/gateway/test/spool/spool-model.test.ts', 'passed', 'failed'),
      file('packages/gateway/test/survival/disk-faults.test.ts', 'pending'),
      file('packages/gateway/test/app.test.ts', 'todo', 'passed'),
    ],
  })
  expect(Object.fromEntries(kinds)).toMatchObject({
    'the project and its manual': { passed: 1, failed: 0, skipped: 0 },
    'in real browsers': { passed: 2, failed: 0, skipped: 1 },
    'faults and hostile input': { passed: 0, failed: 0, skipped: 1 },
    'laws (property tests)': { passed: 1, failed: 1, skipped: 0 },
    'units and contracts': { passed: 1, failed: 0, skipped: 1 },
  })
  expect(skipped).toEqual([
    'e2e/test/matrix.test.ts: holds 1',
    'packages/gateway/test/survival/disk-faults.test.ts: holds 0',
    'packages/gateway/test/app.test.ts: holds 0',
  ])
})
