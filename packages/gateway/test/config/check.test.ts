import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/gateway.ts'
import { runProgram } from '../support/program.ts'

test('checks the settings and shows them', async () => {
  const program = await runProgram({ WEIR_PORT: '8123' }, ['--check'])
  expect(await program.ended).toBe(0)
  expect(program.lines).toContainEqual(expect.stringMatching(/^WEIR_PORT +"8123"$/u))
})

test('checks the files that the settings name, and says of each what is wrong', async () => {
  const sites = join(await temporaryFolder(), 'sites.json')
  await writeFile(sites, '{"sites":[')
  const program = await runProgram({ WEIR_SITES: sites, WEIR_GEO: '/none.mmdb' }, ['--check'])
  expect(await program.ended).toBe(1)
  expect(program.lines).toEqual([
    expect.stringContaining(`weir-gateway: ${sites} is not JSON`),
    'weir-gateway: WEIR_GEO names /none.mmdb, which cannot be read (ENOENT)',
  ])
})
