import { setTimeout } from 'node:timers/promises'
import type { Stats } from '../kinesis/control.ts'
import type { FirehoseStatus } from '../firehose/status.ts'

const lookMs = 100
/** What is not read by then is read at the next start. */
const longestMs = 15_000

const ask = async <Answer>(url: string): Promise<Answer> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) })
  return (await answer.json()) as Answer
}

/**
 * Resolves when the Firehose has read to the end of its streams: nobody writes any more, each stream
 * was read once more for each of its shards, and no read found anything behind it.
 */
export async function caughtUp(kinesis: string, firehose: string): Promise<void> {
  const giveUpAt = performance.now() + longestMs
  const reads = async (): Promise<Map<string, { done: number; shards: number }>> => {
    const { streams } = await ask<Stats>(`${kinesis}/weir/stats`)
    return new Map(
      Object.entries(streams).map(([name, { requests, openShards }]) => [
        name,
        { done: requests.GetRecords ?? 0, shards: openShards },
      ]),
    )
  }
  try {
    const before = await reads()
    const isRead = async (): Promise<boolean> => {
      const now = await reads()
      const { streams } = await ask<FirehoseStatus>(`${firehose}/weir/status`)
      return streams.every(({ stream, behindMs }) => {
        const [then, since] = [before.get(stream), now.get(stream)]
        if (then === undefined || since === undefined) return true
        return behindMs === 0 && since.done >= then.done + then.shards + 1
      })
    }
    while (!(await isRead()) && performance.now() < giveUpAt) await setTimeout(lookMs)
  } catch {
    // One of the two is gone, and has said so itself.
  }
}
