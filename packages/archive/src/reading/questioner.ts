import { createDeadline, type Deadline } from './deadline.ts'
import { createProcessKeeper } from './process-keeper.ts'
import type { Question } from './queries.ts'
import type { ProcessOptions } from './reader-process.ts'
import { ReadingError } from './reading-error.ts'

export interface QuestionerOptions {
  readonly timeLimitMs: number
  readonly mostWaiting: number
  readonly idleMs: number
  readonly process: ProcessOptions
}

export interface Questioner {
  /** One after the other; the same question, asked again while it waits, is asked once. */
  readonly ask: (question: Question) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** Asks a process that is there only while there are questions. */
export function createQuestioner(options: QuestionerOptions): Questioner {
  const keeper = createProcessKeeper(options.idleMs, options.process)
  const asked = new Map<string, Promise<unknown>>()
  let before: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const answer = async (question: Question, { late, isOver }: Deadline): Promise<unknown> => {
    if (isClosed) throw closed()
    // Nobody waits for it any more.
    if (isOver()) return late
    try {
      return await keeper.with((reader) => Promise.race([reader.ask(question), late]))
    } catch (error) {
      if (isOver()) await keeper.end('at once')
      if (isClosed) throw closed()
      if (error instanceof ReadingError) throw error
      throw new ReadingError('failed', error instanceof Error ? error.message : String(error))
    }
  }
  const inTurn = async (question: Question): Promise<unknown> => {
    const deadline = createDeadline(options.timeLimitMs)
    const turn = before
    const answered = (async () => {
      await turn
      return answer(question, deadline)
    })()
    before = answered.catch(() => undefined)
    try {
      return await Promise.race([answered, deadline.late])
    } finally {
      deadline.clear()
    }
  }
  return {
    async ask(question) {
      if (isClosed) throw closed()
      const key = JSON.stringify(question)
      const same = asked.get(key)
      if (same !== undefined) return same
      if (asked.size > options.mostWaiting) {
        throw new ReadingError('busy', `${asked.size} questions wait already`)
      }
      const answered = inTurn(question).finally(() => asked.delete(key))
      asked.set(key, answered)
      return answered
    },
    async close() {
      isClosed = true
      await keeper.end('at once')
      await Promise.allSettled([...asked.values(), before])
    },
  }
}

const closed = (): ReadingError => new ReadingError('failed', 'the archive reader is closed')
