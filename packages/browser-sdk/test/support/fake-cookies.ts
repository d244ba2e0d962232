/** The cookies of a browser: which host sees which, and that public suffixes take none. */
export interface FakeCookies {
  isDenied: boolean
  read(host: string): string
  write(host: string, text: string): void
  /** All of them, as `domain name=value`; a cookie of one host alone has no dot before it. */
  readonly all: readonly string[]
  clear(): void
}

const publicSuffixes = new Set(['com', 'org', 'uk', 'co.uk', 'test'])

const matches = (host: string, domain: string): boolean =>
  domain.startsWith('.') ? host === domain.slice(1) || host.endsWith(domain) : host === domain

export function createFakeCookies(): FakeCookies {
  const jar = new Map<string, { domain: string; name: string; value: string }>()
  const guard = () => {
    if (cookies.isDenied) throw new DOMException('denied', 'SecurityError')
  }
  /** Where it is stored; undefined when the browser refuses it (RFC 6265, 5.3). */
  const domainOf = (host: string, asked: string): string | undefined => {
    if (asked === host && (publicSuffixes.has(host) || !host.includes('.'))) return host
    if (/^[\d.]+$/.test(host)) return asked === host ? host : undefined
    if (asked === '') return host
    return publicSuffixes.has(asked) || !matches(host, `.${asked}`) ? undefined : `.${asked}`
  }
  const cookies: FakeCookies = {
    isDenied: false,
    read(host) {
      guard()
      return [...jar.values()]
        .filter(({ domain }) => matches(host, domain))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
    },
    write(host, text) {
      guard()
      const [pair = '', ...attributes] = text.split(';')
      const asked = attributes.find((it) => it.startsWith('domain='))?.slice(7) ?? ''
      const domain = domainOf(host, asked)
      if (domain === undefined) return
      const [, name = '', value = ''] = /^(.*?)=(.*)$/.exec(pair) ?? []
      jar.set(`${domain} ${name}`, { domain, name, value })
    },
    get all() {
      return [...jar.values()].map(({ domain, name, value }) => `${domain} ${name}=${value}`)
    },
    clear: () => jar.clear(),
  }
  return cookies
}
