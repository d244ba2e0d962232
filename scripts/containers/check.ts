import { setTimeout as pause } from 'node:timers/promises'
import type { Engine } from './engine.ts'
import type { Service } from './services.ts'

export interface Finding {
  readonly about: string
  readonly found: string
  readonly expected: string
}

const inside = {
  who: `id -u; grep -E '^(CapEff|NoNewPrivs)' /proc/1/status | tr -d '\\t'`,
  writable: `for at in / /app /etc /home/node /data /tmp; do touch $at/x 2>/dev/null && rm $at/x && echo $at; done; true`,
  ballast: `find /app -maxdepth 5 '(' -name '.env*' -o -name '.npmrc' -o -name '*@*' -name 'typescript@*' -o -name 'vitest@*' -o -name 'rollup@*' ')'`,
}

const send = (count: number) => `
const events = Array.from({ length: ${count} }, () => ({
  event_id: crypto.randomUUID(), event_type: 'tried', timestamp: new Date().toISOString(),
  session_id: 's', page_url: 'http://localhost/' }))
const answer = await fetch('http://127.0.0.1:8080/v1/events?k=wk_demo', { method: 'POST',
  headers: { 'content-type': 'application/json' }, body: JSON.stringify({ events }) })
console.log(answer.status, await answer.text())`

const countArchived = `
import { globSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
const lines = globSync('/data/archive/events/**/*.gz').flatMap((file) =>
  gunzipSync(readFileSync(file)).toString().trim().split('\\n'))
console.log(new Set(lines.map((line) => JSON.parse(line).event_id)).size)`

/** The Firehose gathers for ten seconds. */
const waitMs = 60_000

/** How a container is asked. */
function createHands(engine: Engine, prefix: string) {
  const exec = (name: string, ...words: readonly string[]) =>
    engine.tell('exec', prefix + name, ...words)
  const sh = (name: string, text: string) => exec(name, 'sh', '-c', text)
  const js = (name: string, text: string) => exec(name, 'node', '--input-type=module', '-e', text)
  async function health(name: string, ...options: readonly string[]): Promise<number | null> {
    const format = '{{json .Config.Healthcheck.Test}}'
    const text = await engine.tell('inspect', '--format', format, prefix + name)
    const [, ...words] = JSON.parse(text) as string[]
    return (await engine.ask('exec', ...options, prefix + name, ...words)).code
  }
  /** Asks until it is as it should be, or says what it is at last. */
  async function wait(ask: () => Promise<string>, expected: string): Promise<string> {
    const until = Date.now() + waitMs
    for (;;) {
      const found = await ask()
      if (found === expected || Date.now() > until) return found
      await pause(500)
    }
  }
  const healthy = (name: string) => wait(async () => String(await health(name)), '0')
  return { sh, js, health, healthy, wait }
}

type Hands = ReturnType<typeof createHands>

async function* checkOne({ sh, health, healthy }: Hands, name: string): AsyncGenerator<Finding> {
  yield { about: `health of ${name}`, found: await healthy(name), expected: '0' }
  const elsewhere = ['--env', 'WEIR_ADMIN_PORT=1', '--env', 'WEIR_LOCAL_PORT=1']
  const nobody = String(await health(name, ...elsewhere))
  yield { about: `health of ${name} where nobody answers`, found: nobody, expected: '1' }
  yield {
    about: `${name} is nobody special`,
    found: await sh(name, inside.who),
    expected: '1000\nCapEff:0000000000000000\nNoNewPrivs:1',
  }
  yield {
    about: `${name} may write to`,
    found: await sh(name, inside.writable),
    expected: '/data\n/tmp',
  }
}

/** Plays compose.yaml: what each container is and may do, and that no event is lost between them. */
export async function* check(
  engine: Engine,
  prefix: string,
  services: readonly Service[],
): AsyncGenerator<Finding> {
  const hands = createHands(engine, prefix)
  const { sh, js, healthy, wait } = hands
  for (const { name, words } of services) {
    await engine.tell('run', '--detach', ...words)
    yield* checkOne(hands, name)
  }
  yield {
    about: 'the gateway carries what only a build needs',
    found: await sh('gateway', inside.ballast),
    expected: '',
  }
  const taken = '202 {"accepted":3}'
  yield { about: 'events are taken', found: await js('gateway', send(3)), expected: taken }
  await engine.tell('kill', '--signal', 'KILL', `${prefix}gateway`)
  await engine.tell('start', `${prefix}gateway`)
  yield {
    about: 'health of gateway after a kill -9',
    found: await healthy('gateway'),
    expected: '0',
  }
  yield { about: 'and again', found: await js('gateway', send(3)), expected: taken }
  const end = async (name: string): Promise<Finding> => {
    await engine.tell('stop', prefix + name)
    const format = '{{.State.ExitCode}}'
    const found = await engine.tell('inspect', '--format', format, prefix + name)
    return { about: `${name} ends on SIGTERM with`, found, expected: '0' }
  }
  yield end('gateway')
  const archived = await wait(() => js('firehose', countArchived), '6')
  yield { about: 'events in the archive', found: archived, expected: '6' }
  yield end('firehose')
  yield end('kinesis')
}
