#!/usr/bin/env node
import { help, readOptions, UsageError } from './options.ts'
import { startShop } from './start-shop.ts'

function explain(error: unknown): unknown {
  if (error instanceof UsageError) return `shop: ${error.message}; --help says more`
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'shop: the port is taken: stop what listens there, or --port N'
  if (code === 'EACCES') return 'shop: the port is not allowed: take one above 1023, --port N'
  return error
}

async function run(words: readonly string[]): Promise<void> {
  const shop = await startShop(readOptions(words))
  const stop = (): void => void shop.close()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Last: whoever reads it may end it at once.
  console.log(JSON.stringify({ listening: shop.url }))
}

const words = process.argv.slice(2)
if (words.includes('--help')) console.log(help.trimEnd())
else {
  await run(words).catch((error: unknown) => {
    console.error(explain(error))
    process.exitCode = 1
  })
}
