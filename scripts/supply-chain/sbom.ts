import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pnpm, shipped, type Answer } from './pnpm.ts'

/** Writes a CycloneDX bill of materials for each package that ships. */
export async function writeSbom(directory: string): Promise<Answer> {
  await mkdir(directory, { recursive: true })
  const out = join(resolve(directory), '%s.cdx.json')
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--lockfile-only', '--split', '--out', out]
  return pnpm(...shipped, ...words)
}
