import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readAudit } from '../supply-chain/audit.ts'
import { notAllowed } from '../supply-chain/licences.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

test('lets no licence in that nobody agreed to', () => {
  const packages = [
    { name: 'plain', licence: 'MIT' },
    { name: 'choice', licence: '(GPL-3.0 OR MIT)' },
    { name: 'both', licence: 'MIT AND GPL-3.0' },
    { name: 'copyleft', licence: 'AGPL-3.0-only' },
    { name: 'silent', licence: 'Unknown' },
  ]
  expect(notAllowed(packages).map(({ name }) => name)).toEqual(['both', 'copyleft', 'silent'])
})

test('does not take a registry that answers no audits for a clean audit', () => {
  const answer = (ok: boolean, errors: string) => readAudit({ ok, output: '', errors })
  expect(answer(true, '')).toBe('clean')
  expect(answer(false, 'Error: ERR_PNPM_AUDIT_BAD_RESPONSE')).toBe('not answered')
  expect(answer(false, '2 vulnerabilities found')).toBe('findings')
})

test('pins every dependency to one exact version, and lets one install script run', async () => {
  const workspace = await read('pnpm-workspace.yaml')
  const [, catalog = ''] = workspace.split(/^catalog:\n/mu)
  const versions = catalog.match(/^ {2}\S+: .+$/gmu) ?? []
  expect(versions.length).toBeGreaterThan(20)
  expect(versions.filter((line) => !/^ {2}\S+: \d+\.\d+\.\d+[\w.-]*$/u.test(line))).toEqual([])
  const builds = /^allowBuilds:\n((?: {2}.+\n)+)/mu.exec(workspace)?.[1]
  expect(builds).toBe('  node: true\n')
})

test('pins what runs in CI by its hash, and gives it nothing but the sources', async () => {
  const workflow = await read('.github/workflows/ci.yml')
  const actions = Array.from(workflow.matchAll(/uses: (\S+)/gu), ([, action]) => action ?? '')
  expect(actions.length).toBeGreaterThan(0)
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/u.test(action))).toEqual([])
  expect(workflow).toContain('permissions:\n  contents: read\n')
})

test('pins the images that a container is made of', async () => {
  const dockerfile = await read('packages/gateway/Dockerfile')
  const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gmu), ([, base]) => base ?? '')
  expect(bases.length).toBeGreaterThan(0)
  const stages = new Set(Array.from(dockerfile.matchAll(/ AS (\S+)/giu), ([, stage]) => stage))
  const foreign = bases.filter((base) => !stages.has(base))
  expect(foreign.filter((base) => !/:[\w.-]*\d+\.\d+[\w.-]*(@sha256:|$)/u.test(base))).toEqual([])
})
