import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type FencedBlock, fencedBlocks } from './fenced-blocks.ts'

export const projectRoot: string = resolve(import.meta.dirname, '../../..')

/** Every page of the project. */
export async function listPages(): Promise<readonly string[]> {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md']
  const { stdout } = await promisify(execFile)('git', words, { cwd: projectRoot })
  return stdout.trim().split('\n').toSorted()
}

/** The fenced blocks of all pages, in their order. */
export async function readBlocks(): Promise<readonly FencedBlock[]> {
  const pages = await listPages()
  const read = async (page: string) =>
    fencedBlocks(page, await readFile(join(projectRoot, page), 'utf8'))
  return (await Promise.all(pages.map(read))).flat()
}
