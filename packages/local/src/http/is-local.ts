import type { Exchange } from './exchange.ts'

const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127\.|^::1$/.test(address.replace(/^\[|\]$/g, ''))

const isLocalHost = (host: string): boolean => host === 'localhost' || isLoopback(host)

const hostOf = (authority: string): string =>
  URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`).hostname : ''

/**
 * Nobody but this machine, and no web page either: a page of another site may reach a loopback port
 * by its own name (DNS rebinding), or post to it, but cannot hide its Host or its Origin.
 */
export function isLocal(exchange: Exchange): boolean {
  const host = exchange.header('host') ?? exchange.header(':authority') ?? ''
  const origin = exchange.header('origin')
  return (
    isLoopback(exchange.remoteAddress) &&
    isLocalHost(hostOf(host)) &&
    (origin === undefined || (URL.canParse(origin) && isLocalHost(new URL(origin).hostname)))
  )
}
