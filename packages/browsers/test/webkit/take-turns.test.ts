import { expect, test } from 'vitest'
import { takeTurns } from '../../src/webkit/take-turns.ts'

test('does one thing after the other, and goes on after a failure', async () => {
  const turns = takeTurns()
  const log: string[] = []
  const work = (name: string) => async (): Promise<string> => {
    log.push(`${name} begins`)
    await Promise.resolve()
    log.push(`${name} ends`)
    if (name === 'two') throw new Error(name)
    return name
  }
  const results = await Promise.allSettled(['one', 'two', 'three'].map((name) => turns(work(name))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(log).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})
