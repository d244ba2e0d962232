import { pnpm, shipped } from './pnpm.ts'

/** Licences that ask nothing of a user but to keep the notice. Anything else is a decision to take. */
export const allowed: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
]

export interface Licensed {
  readonly name: string
  readonly licence: string
}

/** What ships under a licence that nobody has agreed to; `MIT OR GPL-3.0` is MIT for us. */
export function notAllowed(packages: readonly Licensed[]): readonly Licensed[] {
  const fine = (licence: string): boolean =>
    licence
      .replaceAll(/[()]/gu, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((part) => allowed.includes(part)))
  return packages.filter(({ licence }) => !fine(licence))
}

/** Every package that ships, with the licence it declares. */
export async function listLicences(): Promise<readonly Licensed[]> {
  const { ok, output, errors } = await pnpm(...shipped, 'licenses', 'list', '--json')
  if (!ok) throw new Error(`licences cannot be listed: ${errors.trim()}`)
  const byLicence = JSON.parse(output) as Record<string, readonly { name: string }[]>
  return Object.entries(byLicence).flatMap(([licence, packages]) =>
    packages.map(({ name }) => ({ name, licence })),
  )
}
