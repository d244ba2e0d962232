import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DockerfileParser } from 'dockerfile-ast'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { parseFirehoseOptions } from '../../src/firehose-options.ts'
import { parseKinesisOptions } from '../../src/kinesis-options.ts'

const root = join(import.meta.dirname, '../../../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

interface Service {
  readonly build: { readonly dockerfile: string }
  readonly image: string
  readonly command?: readonly string[]
  readonly configs?: readonly unknown[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly [name: string]: unknown
}
interface Compose {
  readonly services: Readonly<Record<'kinesis' | 'firehose' | 'gateway', Service>>
  readonly configs: { readonly sites: { readonly file: string } }
  readonly volumes: Readonly<Record<string, unknown>>
}

const compose = parse(await read('compose.yaml'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const dockerfiles = ['packages/gateway/Dockerfile', 'packages/local/Dockerfile']

/** Its instructions, those of the last stage apart. */
async function instructionsOf(path: string) {
  const file = DockerfileParser.parse(await read(path))
  const all = file.getInstructions().map((each) => ({
    word: each.getKeyword(),
    text: each.getArgumentsContent() ?? '',
  }))
  return { all, last: all.slice(all.findLastIndex(({ word }) => word === 'FROM')) }
}

test.each(dockerfiles)(
  'stands on one exact Node, which is the one of the project: %s',
  async (path) => {
    const { all } = await instructionsOf(path)
    const { catalog, nodeVersion } = parse(await read('pnpm-workspace.yaml')) as {
      catalog: { node: string }
      nodeVersion: string
    }
    expect(nodeVersion).toBe(catalog.node)
    const { packageManager } = JSON.parse(await read('package.json')) as { packageManager: string }
    const bases = all.filter(({ word }) => word === 'FROM').map(({ text }) => text.split(' ')[0])
    expect(new Set(bases)).toEqual(new Set([`node:${catalog.node}-bookworm-slim`]))
    const texts = all.map(({ text }) => text)
    expect(texts).toContain(`npm install --global ${packageManager}`)
  },
)

test.each(dockerfiles)(
  'ends as nobody, healthy, and stopped by SIGTERM that Node itself hears: %s',
  async (path) => {
    const { last } = await instructionsOf(path)
    const only = (name: string) => last.filter(({ word }) => word === name).map(({ text }) => text)
    expect(only('USER')).toEqual(['node'])
    expect(only('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(only('HEALTHCHECK')).toHaveLength(1)
    expect(only('ENTRYPOINT')).toEqual([expect.stringMatching(/^\["node", .*\]$/u)])
    expect(only('VOLUME')).toEqual(['/data'])
    // What is run after that line would be run as root.
    const words = last.map(({ word }) => word)
    expect(words.indexOf('USER')).toBeGreaterThan(words.lastIndexOf('RUN'))
  },
)

test.each(dockerfiles)(
  'asks at the port that was set, and is healthy with a 2xx only: %s',
  async (path) => {
    const { last } = await instructionsOf(path)
    const { text = '' } = last.find(({ word }) => word === 'HEALTHCHECK') ?? {}
    const [, ...words] = JSON.parse(text.slice(text.indexOf('['))) as string[]
    let status = 200
    const server = createServer((_, response) => void response.writeHead(status).end())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void server.close())
    const port = String((server.address() as AddressInfo).port)
    const check = () =>
      new Promise<unknown>((done) => {
        const env = { WEIR_ADMIN_PORT: port, WEIR_LOCAL_PORT: port }
        execFile(process.execPath, words, { env }, (error) => done(error?.code ?? 0))
      })
    expect(await check()).toBe(0)
    status = 503
    expect(await check()).toBe(1)
    server.close()
    expect(await check()).toBe(1)
  },
)

test.each(dockerfiles)('copies and starts what is there: %s', async (path) => {
  const { all, last } = await instructionsOf(path)
  const { text: start = '' } = last.find(({ word }) => word === 'ENTRYPOINT') ?? {}
  const main = (JSON.parse(start) as string[]).at(-1) ?? ''
  await access(
    join(
      root,
      main.startsWith('dist/')
        ? main.replace('dist/main.js', 'packages/gateway/src/main.ts')
        : main,
    ),
  )
  const filtered = all.flatMap(({ text }) =>
    Array.from(text.matchAll(/--filter @weir\/([a-z-]+)/gu), ([, name = '']) => name),
  )
  for (const name of filtered) await access(join(root, 'packages', name, 'package.json'))
  expect(filtered).not.toEqual([])
})

test.each(services)(
  'may write to its volume and to memory only, and gain no rights: %s',
  (name, service) => {
    expect(service).toMatchObject({
      user: '1000:1000',
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: '30s',
      volumes: [expect.stringMatching(/^[a-z]+:\/data$/u)],
    })
    expect(service).not.toHaveProperty('privileged')
    expect(Object.keys(compose.volumes)).toHaveLength(services.length)
    expect(name).not.toBe('')
  },
)

test('is reached from this machine only, and its parts from each other', () => {
  const { kinesis, firehose, gateway } = compose.services
  expect(kinesis.ports).toEqual(['127.0.0.1:8080:8080'])
  for (const service of [firehose, gateway]) {
    expect(service).not.toHaveProperty('ports')
    expect(service).toMatchObject({
      network_mode: 'service:kinesis',
      depends_on: { kinesis: { condition: 'service_healthy', restart: true } },
    })
  }
  expect([gateway, kinesis].map(({ build }) => build.dockerfile)).toEqual(dockerfiles)
  expect(firehose.build).toEqual(kinesis.build)
  expect(firehose.image).toBe(kinesis.image)
})

test('gives the stand-ins words that they understand, and one place for what they pass on', () => {
  const [, ...kinesis] = compose.services.kinesis.command ?? []
  const [, ...firehose] = compose.services.firehose.command ?? []
  const streams = parseKinesisOptions(kinesis).streams?.map(({ name }) => name)
  const reader = parseFirehoseOptions(firehose)
  expect(streams).toEqual(reader.streams.map(({ name }) => name))
  const { WEIR_STREAM, WEIR_REJECTED_STREAM, AWS_ENDPOINT_URL_KINESIS } =
    compose.services.gateway.environment ?? {}
  expect([WEIR_STREAM, WEIR_REJECTED_STREAM]).toEqual(streams)
  expect(AWS_ENDPOINT_URL_KINESIS).toBe(reader.endpoint)
  expect(reader.endpoint).toBe(`http://127.0.0.1:${parseKinesisOptions(kinesis).port}`)
  expect(compose.services.firehose.environment).toEqual({ WEIR_LOCAL_PORT: String(reader.port) })
})

test('gives the gateway settings that it takes', async () => {
  const { last } = await instructionsOf('packages/gateway/Dockerfile')
  const env = Object.fromEntries(
    last
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ text }) => Array.from(text.matchAll(/([A-Z_]+)=(\S+)/gu)))
      .map(([, name = '', value = '']) => [name, value] as const),
  )
  const { gateway } = compose.services
  expect(gateway.configs).toEqual([{ source: 'sites', target: env.WEIR_SITES }])
  // Compose cannot put the text of a config into a container with a read-only root: it is a file.
  expect(Object.keys(compose.configs.sites)).toEqual(['file'])
  const sites = join(root, compose.configs.sites.file)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=weir-source', join(root, 'packages/gateway/src/main.ts'), '--check'],
    { env: { ...env, ...gateway.environment, WEIR_SITES: sites } },
  )
  expect(stdout).toContain('"/data/spool"')
  expect(JSON.parse(await readFile(sites, 'utf8'))).toMatchObject({
    sites: [{ site_id: 'demo', write_keys: ['wk_demo'] }],
  })
})
