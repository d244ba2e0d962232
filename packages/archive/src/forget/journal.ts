import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Visitor } from './visitor.ts'

const pathOf = (root: string): string => join(root, '.writing', 'forget.json')

/**
 * Who is being forgotten, until it is done. Once half of the files are rewritten, what is left need
 * not say any more whose it was.
 */
export async function readJournal(root: string): Promise<Visitor | undefined> {
  const text = await readFile(pathOf(root), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const { userIds, deviceIds, sessions } = JSON.parse(text) as Record<keyof Visitor, string[]>
  return {
    userIds: new Set(userIds),
    deviceIds: new Set(deviceIds),
    sessions: new Set(sessions),
  }
}

/** For good, before the first file is rewritten. */
export async function writeJournal(root: string, visitor: Visitor): Promise<void> {
  const { userIds, deviceIds, sessions } = visitor
  const text = JSON.stringify({
    userIds: [...userIds],
    deviceIds: [...deviceIds],
    sessions: [...sessions],
  })
  const path = pathOf(root)
  const handle = await open(`${path}.new`, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.new`, path)
}

/** It is done. */
export const removeJournal = (root: string): Promise<void> => rm(pathOf(root), { force: true })

/** Both of them. */
export const together = (one: Visitor, other: Visitor): Visitor => ({
  userIds: new Set([...one.userIds, ...other.userIds]),
  deviceIds: new Set([...one.deviceIds, ...other.deviceIds]),
  sessions: new Set([...one.sessions, ...other.sessions]),
})
