import { type BatchAnswer, createHandler, type KinesisBatch } from './create-handler.ts'

/** What Lambda calls. */
export const handler: (batch: KinesisBatch) => Promise<BatchAnswer> = createHandler({
  stack: process.env.STACK ?? '',
  namespace: process.env.NAMESPACE ?? '',
  now: Date.now,
  write: (line) => process.stdout.write(`${line}\n`),
})
