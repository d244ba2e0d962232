import { expect, test } from 'vitest'
import { explainRead } from '../../../src/firehose/read/explain-read.ts'
import { createGate } from '../../../src/firehose/read/gate.ts'
import { keepTrying, type RetryOptions } from '../../../src/firehose/read/keep-trying.ts'
import { waitMsAfter } from '../../../src/firehose/read/pace.ts'

const named = (name: string, message = 'words') => Object.assign(new Error(message), { name })

function createOptions(signal = new AbortController().signal) {
  const problems: (string | undefined)[] = []
  let [throttled, retries] = [0, 0]
  const options: RetryOptions = {
    signal,
    random: () => -1, // no pause at all
    onProblem: (problem) => problems.push(problem),
    onThrottled: () => (throttled += 1),
    onRetry: () => (retries += 1),
  }
  return { options, problems, throttled: () => throttled, retries: () => retries }
}

/** Fails with these, one after the other, then answers. */
function failing(...errors: readonly Error[]): () => Promise<string> {
  const left = [...errors]
  return async () => {
    const error = left.shift()
    if (error !== undefined) throw error
    return 'answer'
  }
}

test('tries again through an outage, wrong credentials and faults, and says so when it lasts', async () => {
  const { options, problems, retries } = createOptions()
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  const denied = named('AccessDeniedException')
  const call = failing(denied, denied, refused, denied, named('InternalFailure'))
  expect(await keepTrying(call, options)).toBe('answer')
  expect(problems).toEqual([
    'ECONNREFUSED: AggregateError',
    'AccessDeniedException: words',
    'InternalFailure: words',
    undefined,
  ])
  expect(retries()).toBe(5)
})

test('counts throttling, which is nothing to complain about', async () => {
  const { options, problems, throttled } = createOptions()
  const error = named('ProvisionedThroughputExceededException')
  await keepTrying(failing(error, error), options)
  expect([throttled(), problems]).toEqual([2, [undefined]])
})

test.each(['ExpiredIteratorException', 'ResourceNotFoundException', 'InvalidArgumentException'])(
  'leaves %s to the caller',
  async (name) => {
    const { options } = createOptions()
    await expect(keepTrying(failing(named(name)), options)).rejects.toThrow('words')
  },
)

test('ends at once when its signal aborts, between attempts as well', async () => {
  const stop = new AbortController()
  const { options } = createOptions(stop.signal)
  const trying = keepTrying(failing(named('InternalFailure')), {
    ...options,
    random: () => 1e9,
    onRetry: () => stop.abort(new Error('stopped')),
  })
  await expect(trying).rejects.toThrow('stopped')
  await expect(keepTrying(failing(), options)).rejects.toThrow('stopped')
})

test('says in one line whatever was thrown', () => {
  expect(explainRead(new Error('a\n  b'))).toBe('a b')
  expect(explainRead({ message: '', name: '' })).toBe('an unknown error')
  expect(explainRead('text')).toBe('an unknown error')
})

test('lets no more through a gate than it should, and everybody in the end', async () => {
  const gate = createGate(2)
  let [running, most, done] = [0, 0, 0]
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    done += 1
    if (done === 3) throw new Error('one fails')
  }
  const results = await Promise.allSettled(Array.from({ length: 9 }, () => gate.run(work)))
  expect([most, done, running]).toEqual([2, 9, 0])
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
})

test('reads no faster than five times and 2 MiB a second, and seldom where nothing comes', () => {
  const pace = { busyMs: 250, idleMs: 1000 }
  expect(waitMsAfter({ bytes: 0, isBehind: false }, pace)).toBe(1000)
  expect(waitMsAfter({ bytes: 100, isBehind: true }, pace)).toBe(250)
  expect(waitMsAfter({ bytes: 10 * 1024 * 1024, isBehind: true }, pace)).toBe(5000)
})
