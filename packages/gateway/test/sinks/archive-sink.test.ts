import { setImmediate } from 'node:timers/promises'
import { type ArchiveStore, createDirectoryStore, createMemoryStore } from '@weir/archive'
import { expect, onTestFinished, test } from 'vitest'
import { createArchiveSink } from '../../src/sinks/archive-sink.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import { archivedLines, readArchive } from '../support/read-archive.ts'
import { temporaryFolder } from '../support/gateway.ts'
import { deliveryOf, linesOf, parseLine } from '../support/lines.ts'
import { until } from '../support/until.ts'
import { contract } from './sink-contract.ts'

contract('archive in memory', async () => {
  const store = createMemoryStore()
  const sink = createArchiveSink({ open: () => Promise.resolve(store), ageMs: 1 })
  return {
    sink,
    stored: (stream) => archivedLines(store.files, stream).map(parseLine),
    close: sink.close,
  }
})

/** An archive whose files fail, or wait, until they are let through. */
function createStore() {
  const memory = createMemoryStore()
  const state: { failing: boolean; gate: Promise<void> | undefined; commits: number } = {
    failing: false,
    gate: undefined,
    commits: 0,
  }
  const store: ArchiveStore = {
    ...memory,
    async create(path) {
      const file = await memory.create(path)
      return {
        ...file,
        async commit() {
          state.commits += 1
          await state.gate
          if (state.failing) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          await file.commit()
        },
      }
    },
  }
  return {
    store,
    state,
    seqs: () => archivedLines(memory.files).map((line) => parseLine(line).seq),
  }
}

function createSink(store: ArchiveStore): Sink {
  const sink = createArchiveSink({
    open: () => Promise.resolve(store),
    ageMs: 1,
    random: () => 0,
  })
  onTestFinished(sink.close)
  return sink
}

test('puts many deliveries into one file, and says so to each when it is stored', async () => {
  const { store, seqs } = createStore()
  const sink = createSink(store)
  await Promise.all(linesOf(50, 5).map((line) => sink.deliver(deliveryOf([line]))))
  expect(seqs()).toHaveLength(50)
})

test('keeps trying, and says what is wrong meanwhile', async () => {
  const { store, state, seqs } = createStore()
  const sink = createSink(store)
  state.failing = true
  const delivery = sink.deliver(deliveryOf(linesOf(1, 1)))
  await until(() => state.commits === 2)
  expect(sink.health()).toEqual({
    state: 'degraded',
    reason: 'cannot write events in memory: the disk is full',
  })
  state.failing = false
  await delivery
  expect(seqs()).toEqual([0])
  expect(sink.health()).toEqual({ state: 'ready' })
})

test('gives a delivery up when its signal aborts, and goes on with the next', async () => {
  const { store, state, seqs } = createStore()
  const sink = createSink(store)
  state.failing = true
  const giveUp = new AbortController()
  const first = sink.deliver(deliveryOf(linesOf(1, 1)), giveUp.signal)
  await until(() => state.commits === 1)
  const reason = new Error('given up')
  giveUp.abort(reason)
  await expect(first).rejects.toBe(reason)
  state.failing = false
  await sink.deliver(deliveryOf(linesOf(1, 1, 1)))
  expect(seqs()).toEqual([1])
})

test('does not end before what it was writing has ended', async () => {
  const { store, state, seqs } = createStore()
  const sink = createSink(store)
  const gate = Promise.withResolvers<void>()
  state.gate = gate.promise
  const delivery = sink.deliver(deliveryOf(linesOf(1, 1)))
  await until(() => state.commits === 1)
  let isClosed = false
  const closed = sink.close().finally(() => (isClosed = true))
  // Whatever does not wait is through by then.
  await setImmediate()
  expect([isClosed, seqs()]).toEqual([false, []])
  gate.resolve()
  await Promise.all([closed, delivery])
  expect(seqs()).toEqual([0])
})

test('waits for no company any more once it is flushed', async () => {
  const folder = await temporaryFolder()
  const sink = createArchiveSink({
    open: () => Promise.resolve(createDirectoryStore({ root: folder })),
  })
  expect(await sink.start()).toEqual([])
  const before = sink.deliver(deliveryOf(linesOf(1, 1)))
  sink.flush()
  await before
  await sink.deliver(deliveryOf(linesOf(1, 1, 1)))
  expect(archivedLines(await readArchive(folder)).map((line) => parseLine(line).seq)).toEqual([
    0, 1,
  ])
  await sink.close()
})

test('starts with one line for what is wrong', async () => {
  const sink = createArchiveSink({
    open: () => Promise.resolve(createDirectoryStore({ root: '/dev/null/archive' })),
  })
  expect(await sink.start()).toEqual([
    'cannot write the archive in /dev/null/archive: a file is in the way of a directory in /dev/null/archive',
  ])
  await sink.close()
})
