import { join, resolve } from 'node:path'

const projectRoot = resolve(import.meta.dirname, '../../..')

/** For the environment of our programs: code compiled in one start is kept for the next. */
export const keptCode: Readonly<Record<'NODE_COMPILE_CACHE', string>> = {
  NODE_COMPILE_CACHE: join(projectRoot, 'node_modules/.cache/compiled'),
}
