import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from '../containers/check.ts'
import type { Engine } from '../containers/engine.ts'
import { readServices } from '../containers/services.ts'

test('a machine without an engine is told that nothing was checked', async () => {
  const program = join(import.meta.dirname, '../containers.ts')
  const [code, text] = await new Promise<[unknown, string]>((done) => {
    execFile(process.execPath, [program, '--engine', 'no-such-engine'], (error, _, problems) =>
      done([error?.code, problems]),
    )
  })
  expect(code).toBe(1)
  expect(text).toBe('containers: no-such-engine does not answer: nothing was checked\n')
})

test('what compose.yaml says is said to the engine', async () => {
  const services = await readServices('try-')
  expect(services.map(({ name }) => name)).toEqual(['kinesis', 'firehose', 'gateway'])
  for (const { words } of services) {
    expect(words.join(' ')).toContain(
      '--tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges:true',
    )
    expect(words).toContain('--read-only=true')
    expect(words).toContain('--user=1000:1000')
  }
  const [kinesis, , gateway] = services.map(({ words }) => words)
  expect(kinesis).toContain('--network=none')
  expect(kinesis?.at(-1)).toBe('--data=/data')
  expect(gateway).toContain('--network=container:try-kinesis')
  expect(gateway).toContain('WEIR_STREAM=events')
  expect(gateway).toContain('try-spool:/data')
  expect(gateway?.find((word) => word.endsWith(':/etc/weir/sites.json:ro'))).toContain('sites.json')
})

test('a container that runs as root or may write anywhere is found', async () => {
  const answers: Readonly<Record<string, string>> = {
    inspect: '["CMD","true"]',
    exec: '0\nCapEff:000001ffffffffff\nNoNewPrivs:0',
  }
  const ask = async (...[word = '']: readonly string[]) => ({
    code: 0,
    output: answers[word] ?? '',
  })
  const tell = async (...words: readonly string[]) => (await ask(...words)).output
  const engine: Engine = { name: 'lax', ask, tell, build: async () => undefined }
  const wrong: string[] = []
  for await (const { about, found, expected } of check(engine, 'x-', await readServices('x-'))) {
    if (found !== expected) wrong.push(about)
    if (about === 'gateway may write to') break
  }
  expect(wrong).toEqual(
    ['kinesis', 'firehose', 'gateway'].flatMap((name) => [
      `health of ${name} where nobody answers`,
      `${name} is nobody special`,
      `${name} may write to`,
    ]),
  )
})
