import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/**
 * A program: opens so many connections to a port, asks once over each, says so, and does nothing
 * more with them. One that never asked for anything is closed after ten seconds.
 */
const [port, count] = process.argv.slice(2).map(Number)
const sockets: Socket[] = []
while (sockets.length < (count ?? 0)) {
  // At a rate that a listen queue takes.
  const some = Array.from({ length: 200 }, () => connect(port ?? 0, '127.0.0.1'))
  await Promise.all(
    some.map((socket) => {
      socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n')
      return once(socket, 'data')
    }),
  )
  sockets.push(...some)
}
process.send?.(sockets.length)
// The channel to whoever started it keeps it alive, and ends it.
process.on('disconnect', () => process.exit(0))
