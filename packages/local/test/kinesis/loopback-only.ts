import { Server, type AddressInfo, type ListenOptions } from 'node:net'

// Preloaded into kinesis-local, which would listen on every interface and cannot be told not to.
const original = Object.getOwnPropertyDescriptor(Server.prototype, 'listen')
const listen = original?.value as (this: Server, ...words: unknown[]) => Server
Server.prototype.listen = function (this: Server, ...words: unknown[]): Server {
  const [first] = words
  const asked = typeof first === 'object' && first !== null ? (first as ListenOptions) : {}
  const port = typeof first === 'number' ? first : asked.port
  const done = words.find((word) => typeof word === 'function')
  this.once('listening', () => process.send?.((this.address() as AddressInfo).port))
  return listen.call(this, { port, host: '127.0.0.1' }, done)
} as typeof Server.prototype.listen
