import { createServer, request as forward } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** Stands in front of an endpoint and lets only one access key through, as AWS would. */
export interface KeyGuard {
  readonly url: string
  /** Keys of the requests so far. */
  readonly seen: readonly string[]
  readonly connections: () => number
  readonly close: () => void
}

const refusal = JSON.stringify({
  __type: 'UnrecognizedClientException',
  message: 'The security token included in the request is invalid.',
})

export async function startKeyGuard(target: string, key: string): Promise<KeyGuard> {
  const seen: string[] = []
  let connections = 0
  const server = createServer((request, response) => {
    const { headers, method, url = '/' } = request
    const used = /Credential=([^/]+)\//u.exec(headers.authorization ?? '')?.[1] ?? ''
    seen.push(used)
    if (used !== key) {
      request.resume()
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(refusal)
      return
    }
    const onward = forward(target + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () => connections,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
