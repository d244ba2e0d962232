import { createFindPlace } from '../enrich/country.ts'
import { explain } from '../explain.ts'
import { loadSites } from '../sites/sites.ts'
import type { Config } from './config-table.ts'

/** What is wrong with the files that the settings name, one line each; a start would end at the first. */
export async function checkFiles(config: Config): Promise<string[]> {
  const read = [loadSites(config.sites, config), createFindPlace(config.geo)]
  const ended = await Promise.allSettled<unknown>(read)
  return ended.flatMap((each) => (each.status === 'rejected' ? [explain(each.reason)] : []))
}
