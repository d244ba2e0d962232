import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { apiFile, apiSource } from '../../build/api-file.ts'
import { versionFile, versionSource } from '../../build/version-file.ts'

test('has its public API written down as it is', async () => {
  expect(await readFile(apiFile, 'utf8')).toBe(await apiSource())
})

test('tells the gateway the version that it has', async () => {
  expect(await readFile(versionFile, 'utf8')).toBe(await versionSource())
})
