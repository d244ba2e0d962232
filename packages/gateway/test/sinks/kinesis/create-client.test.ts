import { once } from 'node:events'
import { fork } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { type KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis'
import { createKinesisServer, type KinesisServer } from '@weir/local'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createKinesisClient } from '../../../src/sinks/kinesis/create-client.ts'
import { temporaryFolder } from '../../support/gateway.ts'
import { startKeyGuard } from '../../support/key-guard.ts'
import { until } from '../../support/until.ts'

let file = ''

/** Nothing of the machine that the test runs on. */
beforeEach(async () => {
  const folder = await temporaryFolder()
  const names = 'ACCESS_KEY_ID SECRET_ACCESS_KEY PROFILE ENDPOINT_URL ENDPOINT_URL_KINESIS'
  for (const name of names.split(' ')) vi.stubEnv(`AWS_${name}`, undefined)
  file = join(folder, 'credentials')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  onTestFinished(() => void vi.unstubAllEnvs())
})

const credentialsFile = (keys: Readonly<Record<string, string>>): string =>
  Object.entries(keys)
    .map(([profile, key]) => `[${profile}]\naws_access_key_id=${key}\naws_secret_access_key=s\n`)
    .join('\n')

const writeKeys = (keys: Readonly<Record<string, string>>): Promise<void> =>
  writeFile(file, credentialsFile(keys))

function made(config?: Parameters<typeof createKinesisClient>[0]): KinesisClient {
  const client = createKinesisClient(config)
  onTestFinished(() => client.destroy())
  return client
}

const keyOf = async (client: KinesisClient): Promise<string> =>
  (await client.config.credentials()).accessKeyId

async function endpoint(): Promise<KinesisServer> {
  const server = await createKinesisServer({ streams: [{ name: 'events', shards: 1 }] })
  onTestFinished(() => server.close())
  return server
}

const list = (client: KinesisClient) => client.send(new ListStreamsCommand({}))

/** A container's credentials, as ECS and EKS give them. */
async function containerCredentials(key: string): Promise<string> {
  const answer = JSON.stringify({
    AccessKeyId: key,
    SecretAccessKey: 's',
    Token: 't',
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('takes credentials from the variables, then the profile, then the file, then the container', async () => {
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', await containerCredentials('container'))
  expect(await keyOf(made())).toBe('container')
  await writeKeys({ default: 'file', other: 'profile' })
  expect(await keyOf(made())).toBe('file')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'variable')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's')
  expect(await keyOf(made())).toBe('variable')
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
  vi.stubEnv('AWS_PROFILE', 'other')
  expect(await keyOf(made())).toBe('profile')
})

test('says when there are no credentials at all, and finds those that come later', async () => {
  const client = made({ endpoint: (await endpoint()).url })
  await expect(list(client)).rejects.toThrow('Could not load credentials from any providers')
  await writeKeys({ default: 'file' })
  expect((await list(client)).StreamNames).toEqual(['events'])
})

test('finds keys that are put right in their file after they were refused', async () => {
  const guard = await startKeyGuard((await endpoint()).url, 'right')
  onTestFinished(guard.close)
  await writeKeys({ default: 'wrong' })
  const client = made({ endpoint: guard.url })
  await expect(list(client)).rejects.toThrow('security token')
  await writeKeys({ default: 'right' })
  let streams: string[] | undefined
  while (streams === undefined) {
    streams = await list(client).then(
      ({ StreamNames }) => StreamNames,
      () => undefined,
    )
  }
  expect(streams).toEqual(['events'])
  expect([guard.seen[0], guard.seen.at(-1)]).toEqual(['wrong', 'right'])
})

test('goes where the variables of the SDK point, the one for Kinesis first', async () => {
  const [one, two] = [await endpoint(), await endpoint()]
  two.control.createStream({ name: 'second', shards: 1 })
  await writeKeys({ default: 'file' })
  vi.stubEnv('AWS_ENDPOINT_URL', one.url)
  expect((await list(made())).StreamNames).toEqual(['events'])
  vi.stubEnv('AWS_ENDPOINT_URL_KINESIS', two.url)
  expect((await list(made())).StreamNames).toEqual(['events', 'second'])
})

test('keeps its connection, and never sends a request twice by itself', async () => {
  const { url, control } = await endpoint()
  const guard = await startKeyGuard(url, 'k')
  onTestFinished(guard.close)
  await writeKeys({ default: 'k' })
  const client = made({ endpoint: guard.url })
  for (let n = 0; n < 5; n++) await list(client)
  expect(guard.connections()).toBe(1)
  control.addFault({ kind: 'error', times: 1 })
  await expect(list(client)).rejects.toThrow('')
  expect(guard.seen).toHaveLength(6)
})

test('gives up a connection that is not made within a second', async () => {
  // Stopped, it accepts nothing; once its queue is full, the kernel answers nobody any more.
  const deaf = fork('', {
    execArgv: [
      '-e',
      `const server = require('node:net').createServer().listen({port: 0, host: '127.0.0.1', backlog: 1}, () => process.send(server.address().port))`,
    ],
  })
  onTestFinished(() => void deaf.kill('SIGKILL'))
  const [port] = (await once(deaf, 'message')) as [number]
  deaf.kill('SIGSTOP')
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  onTestFinished(() => fillers.forEach((each) => each.destroy()))
  await until(() => fillers.filter((each) => !each.connecting).length >= 2)
  await writeKeys({ default: 'file' })
  const client = made({ endpoint: `http://127.0.0.1:${port}` })
  await expect(list(client)).rejects.toMatchObject({ name: 'TimeoutError' })
})
