import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What the network does to connections. */
export type Weather =
  /** Nothing. */
  | 'fair'
  /** A request arrives; the connection is cut instead of its answer. */
  | 'answers_lost'
  /** Nobody is let in. */
  | 'refused'
  /** Nothing comes through, and nobody is told. */
  | 'silent'

/** One address in front of several gateways, as a load balancer of connections. */
export interface Balancer {
  readonly url: string
  weather: Weather
  /** Cuts every connection there is. */
  reset(): void
  close(): Promise<void>
}

/** `backends` gives the addresses of the gateways that run now. */
export async function createBalancer(backends: () => readonly string[]): Promise<Balancer> {
  const clients = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    clients.add(client)
    client.once('close', () => clients.delete(client))
    client.on('error', () => client.destroy())
    if (balancer.weather === 'refused') return void client.resetAndDestroy()
    client.pause()
    const all = backends()
    turn += 1
    reach({ client, urls: all.map((_url, at) => all[(turn + at) % all.length] ?? ''), balancer })
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: 'fair',
    reset: () => {
      for (const client of clients) client.resetAndDestroy()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        balancer.reset()
      }),
  }
  return balancer
}

interface Reaching {
  readonly client: Socket
  /** Tried one after the other. */
  readonly urls: readonly string[]
  readonly balancer: Balancer
}

function reach({ client, urls: [url, ...others], balancer }: Reaching): void {
  if (url === undefined || client.destroyed) return void client.resetAndDestroy()
  const gateway = connect(Number(new URL(url).port), '127.0.0.1')
  let isConnected = false
  gateway.on('error', () => {
    if (isConnected) client.resetAndDestroy()
    else reach({ client, urls: others, balancer })
  })
  gateway.once('connect', () => {
    isConnected = true
    client.on('data', (chunk: Buffer) => {
      if (balancer.weather !== 'silent') gateway.write(chunk)
    })
    gateway.on('data', (chunk: Buffer) => {
      if (balancer.weather === 'answers_lost') client.resetAndDestroy()
      else if (balancer.weather !== 'silent') client.write(chunk)
    })
    client.once('close', () => gateway.destroy())
    gateway.once('close', () => client.destroy())
    client.resume()
  })
}
