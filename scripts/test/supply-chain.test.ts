import { globSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readAudit } from '../supply-chain/audit.ts'
import { notAllowed } from '../supply-chain/licences.ts'
import { writeSbom } from '../supply-chain/sbom.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const find = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' })

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

test.each(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH'])(
  'takes %s of the network for no answer, and not for a weakness',
  (code) => {
    expect(readAudit({ ok: false, output: '', errors: `request failed: ${code}` })).toBe(
      'not answered',
    )
  },
)

test('takes a weakness for one, though the first attempt to ask had no answer', () => {
  const errors = 'WARN  POST https://registry.example error (ECONNRESET). Will retry in 10 seconds.'
  expect(readAudit({ ok: false, output: '1 vulnerabilities found', errors })).toBe('findings')
})

test('takes every version of a manifest from the catalog, or names it to the digit', async () => {
  const manifests = find('**/package.json')
  expect(manifests).toEqual(expect.arrayContaining(['package.json', 'bench/compare/package.json']))
  const loose: string[] = []
  for (const path of manifests) {
    const manifest = JSON.parse(await read(path)) as Record<string, Record<string, string>>
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (!/^(?:catalog:|workspace:.*|\d+\.\d+\.\d+[\w.-]*)$/u.test(version))
          loose.push(`${path}: ${name} ${version}`)
  }
  expect(loose).toEqual([])
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
  expect(find('.github/**/*.{yml,yaml}')).toEqual(['.github/workflows/ci.yml'])
  const workflow = await read('.github/workflows/ci.yml')
  const actions = Array.from(workflow.matchAll(/uses: (\S+)/gu), ([, action]) => action ?? '')
  expect(actions.length).toBeGreaterThan(0)
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/u.test(action))).toEqual([])
  expect(workflow).toContain('permissions:\n  contents: read\nconcurrency:')
  expect(workflow.match(/permissions:/gu)).toHaveLength(1)
})

test('pins the images that a container is made of', async () => {
  const dockerfiles = find('**/Dockerfile*')
  expect(dockerfiles.length).toBeGreaterThan(1)
  for (const path of dockerfiles) {
    const dockerfile = await read(path)
    const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gmu), ([, base]) => base ?? '')
    const stages = new Set(Array.from(dockerfile.matchAll(/ AS (\S+)/giu), ([, stage]) => stage))
    const foreign = bases.filter((base) => !stages.has(base))
    expect(foreign.length).toBeGreaterThan(0)
    expect(
      foreign.filter((base) => !/:[\w.-]*\d+\.\d+\.\d+[\w.-]*(@sha256:|$)/u.test(base)),
    ).toEqual([])
  }
})

test('writes a bill of materials for each package that ships, with what it brings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-sbom-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  expect(await writeSbom(folder)).toMatchObject({ ok: true })
  const bills = await readdir(folder)
  expect(bills.length).toBe(find('packages/*/package.json').length)
  const gateway = JSON.parse(
    await readFile(join(folder, bills.find((name) => name.includes('gateway')) ?? ''), 'utf8'),
  ) as unknown
  expect(gateway).toMatchObject({
    bomFormat: 'CycloneDX',
    components: expect.arrayContaining([expect.objectContaining({ name: 'fastify' })]) as unknown,
  })
})
