import { rm } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { answerQuestion, type ReadingPlace } from './answer-question.ts'
import type { FromParent, ToParent } from './reader-process.ts'
import { ReadingError } from './reading-error.ts'

/**
 * A process that only reads: what it takes of memory and time is not the gateway's, and a question
 * that is too much for it can be killed.
 */
const [, , location = '', temporary = '', memory = '', threads = ''] = process.argv

const stopping = new AbortController()
const place: ReadingPlace = {
  location,
  temporary,
  memory,
  threads: Number(threads),
  signal: stopping.signal,
  now: Date.now,
}

try {
  // Whoever asks has more important things to do.
  setPriority(10)
} catch {
  // A sandbox may forbid it: then it reads as everybody.
}

const tell = (message: ToParent): void => {
  if (process.connected) process.send?.(message)
}

async function answer({ id, question }: FromParent): Promise<void> {
  try {
    tell({ id, answer: await answerQuestion(question, place) })
  } catch (error) {
    const code = error instanceof ReadingError ? error.code : 'failed'
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    tell({ id, error: { code, message } })
  }
}

// Said to the whole group it is meant for the gateway, which reads its files again.
process.on('SIGHUP', () => undefined)
let last: Promise<void> = Promise.resolve()
process.on('message', (message: FromParent) => {
  last = answer(message)
})
/** Whoever asked may be gone, and have left the scratch to nobody. */
async function leave(): Promise<void> {
  stopping.abort()
  await last
  await rm(temporary, { recursive: true, force: true })
}
process.on('disconnect', () => void leave())
