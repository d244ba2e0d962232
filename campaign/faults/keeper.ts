import type { Program } from '../processes.ts'
import { illness, type Illness } from './illness.ts'

type Running = Program & { readonly ready: string }

/** Keeps one program running at its place, through any number of ends. */
export interface Keeper {
  /** Where it can be reached; undefined between two lives. */
  readonly url: string | undefined
  /** What it has printed in this life. */
  readonly lines: readonly string[]
  /** Ends it and starts it again; one restart after the other. Gives the exit code. */
  restart(signal: NodeJS.Signals): Promise<number | null>
  /** Changes its machine, for this life and those that follow. */
  ail(change: Partial<Illness>): Promise<void>
  /** Ends it for good. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; lines: readonly string[] }>
}

export async function createKeeper(start: () => Promise<Running>): Promise<Keeper> {
  const machine: Illness = { ...illness }
  let running: Running | undefined = await start()
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(action: () => Promise<Result>): Promise<Result> => {
    const result = last.then(action)
    last = result.catch(() => undefined)
    return result
  }
  const endNow = async (signal: NodeJS.Signals) => {
    const ending = running
    if (ending === undefined) throw new Error('it runs no more')
    // What ends in peace still serves whoever is connected; nobody else is sent there.
    running = undefined
    return { code: await ending.end(signal), lines: ending.lines }
  }
  return {
    get url() {
      return running?.ready
    },
    get lines() {
      return running?.lines ?? []
    },
    restart: (signal) =>
      inTurn(async () => {
        const { code } = await endNow(signal)
        const next = await start()
        await next.ail(machine)
        running = next
        return code
      }),
    async ail(change) {
      Object.assign(machine, change)
      await running?.ail(change)
    },
    end: (signal) => inTurn(() => endNow(signal)),
  }
}
