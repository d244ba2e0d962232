import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface StaticFile {
  readonly bytes: Buffer
  readonly type: string
  readonly etag: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
}

const folder = join(import.meta.dirname, '../public')

/** All files of `public`, by the path at which they are served. */
export async function readFiles(): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        const bytes = await readFile(path)
        const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
        const type = types[extname(name)] ?? 'application/octet-stream'
        const file: StaticFile = { bytes, type, etag }
        return [`/${relative(folder, path).split(sep).join('/')}`, file] as const
      }),
    ),
  )
}
