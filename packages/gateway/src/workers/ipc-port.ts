import type { Port } from './peer.ts'

/** Either end of an IPC channel of Node: a worker seen from outside, or this process itself. */
interface Channel {
  readonly connected?: boolean
  isConnected?(): boolean
  send?(message: unknown, done: (error: Error | null) => void): boolean
  on(event: 'message', see: (message: unknown) => void): unknown
  on(event: 'disconnect', see: () => void): unknown
  on(event: 'error', see: (error: Error) => void): unknown
}

export function ipcPort(channel: Channel): Port {
  let pending = 0
  const isOpen = () => channel.isConnected?.() ?? channel.connected ?? false
  return {
    send(message) {
      if (!isOpen()) return
      pending += 1
      // A channel that closes meanwhile is told by its end, once, to whoever waits for an answer.
      channel.send?.(message, () => (pending -= 1))
    },
    pending: () => pending,
    onMessage: (see) => void channel.on('message', see),
    onClose: (see) => void channel.on('disconnect', see),
  }
}
