import { readFileSync } from 'node:fs'
import { OptionsError } from './read-options.ts'

/** A task definition has room for 64 KiB in all. */
const mostBytes = 32 * 1024

/**
 * The file of sites as one line of JSON, for the task. What a site may say the gateway judges when
 * it starts; here it is only what cannot work on Fargate.
 */
export function readSites(path: string, { hasImage }: { hasImage: boolean }): string {
  const fail = (what: string): never => {
    throw new OptionsError([`weir:sites ${path} ${what}`])
  }
  const sites = (parse(path, fail) as { sites?: unknown } | null)?.sites
  if (!Array.isArray(sites) || sites.length === 0) return fail('must list sites')
  const hasPlan = sites.some(
    (site: unknown) => typeof site === 'object' && site !== null && 'tracking_plan' in site,
  )
  if (hasPlan && !hasImage) {
    return fail('names a tracking_plan: put the plan into an image of your own and name weir:image')
  }
  const text = JSON.stringify({ sites: sites as unknown[] })
  return Buffer.byteLength(text) > mostBytes ? fail(`is larger than ${mostBytes} bytes`) : text
}

function parse(path: string, fail: (what: string) => never): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return fail(`cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    return fail('is not JSON')
  }
}
