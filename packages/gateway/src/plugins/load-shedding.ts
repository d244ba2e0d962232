import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { GatewayError } from '../errors.ts'

/** An event loop that is this late, in milliseconds, serves better by saying so. */
const maxEventLoopDelayMs = 2000

/** Answers 503 with Retry-After while the process cannot keep up; clients keep their events. */
export async function registerLoadShedding(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: 500,
    pressureHandler: () => {
      throw new GatewayError('overloaded', 'the gateway cannot keep up')
    },
  })
}
