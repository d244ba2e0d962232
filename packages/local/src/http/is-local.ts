import type { Exchange } from './exchange.ts'

const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127\.|^::1$/.test(address.replace(/^\[|\]$/g, ''))

const isLocalHost = (host: string): boolean => host === 'localhost' || isLoopback(host)

const hostOf = (authority: string): string =>
  URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`).hostname : ''

/** From a web page of another site. Programs send no Origin. */
export function isForeignPage(exchange: Exchange): boolean {
  const origin = exchange.header('origin')
  return origin !== undefined && !(URL.canParse(origin) && isLocalHost(new URL(origin).hostname))
}

/**
 * Nobody but this machine, and no web page either: a page of another site may reach a loopback port
 * by its own name (DNS rebinding), or post to it, but cannot hide its Host or its Origin.
 */
export function isLocal(exchange: Exchange): boolean {
  const host = exchange.header('host') ?? exchange.header(':authority') ?? ''
  return isLoopback(exchange.remoteAddress) && isLocalHost(hostOf(host)) && !isForeignPage(exchange)
}
