import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { GatewayError } from '../errors.ts'

/** An event loop that is this late, in milliseconds, serves better by saying so. */
const maxEventLoopDelayMs = 2000
const sampleMs = 500
/** A process that starts, or that is not given the processor for a moment, is late once. */
const samplesInARow = 3

/** Answers 503 with Retry-After while the process cannot keep up; clients keep their events. */
export async function registerLoadShedding(app: FastifyInstance): Promise<void> {
  const isOverloaded = createLateness()
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: sampleMs,
    // Of an event loop that is too late, for each request, with the same sample until the next one.
    pressureHandler: () => {
      if (!isOverloaded(app.memoryUsage().eventLoopDelay, performance.now())) return
      throw new GatewayError('overloaded', 'the gateway cannot keep up')
    },
  })
}

/**
 * Says of the delay of a late event loop whether it was so for several samples in a row. An infinite
 * one is none: the plugin says so when it had nothing to measure, as at a start that takes long.
 */
export function createLateness(): (delayMs: number, nowMs: number) => boolean {
  let latest = Number.POSITIVE_INFINITY
  let latestMs = Number.NEGATIVE_INFINITY
  let inARow = 0
  return (delayMs, nowMs) => {
    if (delayMs === Number.POSITIVE_INFINITY) return false
    if (delayMs !== latest) {
      // A sample comes after its interval and the delay itself.
      const isNext = nowMs - latestMs <= delayMs + 2 * sampleMs
      inARow = isNext ? inARow + 1 : 1
      latest = delayMs
    }
    latestMs = nowMs
    return inARow >= samplesInARow
  }
}
