import { readFile, rename, writeFile } from 'node:fs/promises'
import { ArchiveError } from '../reader/archive-root.ts'

/** What a replay is of and where it goes; two that differ cannot go on from each other. */
export type ReplayIdentity = Readonly<Record<'archive' | 'url' | 'stream' | 'site', string>>

interface Stored extends ReplayIdentity {
  readonly weir_replay: 1
  /** How many lines or rows of each file are done. */
  readonly done: Readonly<Record<string, number>>
}

/** How far a replay is, in a file where one is named, so that the next one can go on from there. */
export interface ReplayState {
  readonly doneOf: (path: string) => number
  readonly save: (path: string, done: number) => Promise<void>
}

export async function openReplayState(
  path: string | undefined,
  identity: ReplayIdentity,
): Promise<ReplayState> {
  const done = new Map(path === undefined ? [] : Object.entries(await read(path, identity)))
  return {
    doneOf: (unit) => done.get(unit) ?? 0,
    async save(unit, count) {
      done.set(unit, count)
      if (path === undefined) return
      const stored: Stored = { weir_replay: 1, ...identity, done: Object.fromEntries(done) }
      await writeFile(`${path}.new`, `${JSON.stringify(stored, undefined, 1)}\n`)
      await rename(`${path}.new`, path)
    },
  }
}

async function read(path: string, identity: ReplayIdentity): Promise<Stored['done']> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return {}
  const stored = parse(text)
  if (stored?.weir_replay !== 1) throw new ArchiveError(`${path} is not the state of a replay`)
  const other = (Object.keys(identity) as (keyof ReplayIdentity)[]).find(
    (name) => stored[name] !== identity[name],
  )
  if (other !== undefined) {
    throw new ArchiveError(
      `${path} is of another replay: its ${other} is "${String(stored[other])}", not "${identity[other]}"`,
    )
  }
  return stored.done ?? {}
}

function parse(text: string): Partial<Stored> | undefined {
  try {
    return JSON.parse(text) as Partial<Stored>
  } catch {
    return undefined
  }
}
