import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { createApp } from './create-app.ts'

const help = `A bakery that tells a Weir gateway what is looked at, and what is ordered.

  node examples/server-rendered/src/main.ts [options]

  --port N          where it listens, on this machine alone           (8092; 0 takes a free one)
  --gateway URL     the gateway that serves weir.js and takes events  (http://localhost:8080)
  --write-key KEY   names the site to the gateway                     (wk_demo)
  --help            this`

const options = {
  port: { type: 'string', default: '8092' },
  gateway: { type: 'string', default: 'http://localhost:8080' },
  'write-key': { type: 'string', default: 'wk_demo' },
  help: { type: 'boolean', default: false },
} as const

function fail(problem: string): void {
  console.error(`bakery: ${problem}`)
  process.exitCode = 1
}

function start({ port, gateway, writeKey }: Record<'port' | 'gateway' | 'writeKey', string>): void {
  const origin = URL.parse(gateway)?.origin ?? 'null'
  if (!/^\d{1,5}$/u.test(port) || Number(port) > 65_535) return fail(`--port: "${port}" is no port`)
  if (!origin.startsWith('http')) return fail(`--gateway: "${gateway}" is not an http(s) address`)
  const onProblem = (problem: string): void => console.error(`bakery: ${problem}`)
  const { fetch } = createApp({ gateway: origin, writeKey, onProblem })
  const server = serve({ fetch, port: Number(port), hostname: '127.0.0.1' }, (at) =>
    console.log(JSON.stringify({ listening: `http://localhost:${at.port}` })),
  )
  server.once('error', ({ message }: Error) => fail(message))
  // The process ends when the last order is told, or has been tried for half a minute.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close())
}

try {
  const { values } = parseArgs({ options })
  if (values.help) console.log(help)
  else start({ ...values, writeKey: values['write-key'] })
} catch (error) {
  fail(`${(error as Error).message}; --help says more`)
}
