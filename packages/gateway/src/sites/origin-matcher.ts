/** Whether an `Origin` header is one of those that were listed. */
export type OriginMatcher = (origin: string) => boolean

/**
 * Origins are matched whole: exactly, or by `https://*.example.com`, which stands for any host
 * below example.com (not for itself) and is anchored at both ends. Anything looser lets
 * `https://shop.example.com.evil.test` in, as a pattern without an end does.
 */
export function createOriginMatcher(listed: readonly string[]): OriginMatcher {
  const exact = new Set<string>()
  const below: { scheme: string; suffix: string }[] = []
  for (const entry of listed) {
    const [, scheme, domain] =
      /^(https?:\/\/)\*((?:\.[^\s*.:/?#@%\\]+)+(?::\d{1,5})?)$/u.exec(entry) ?? []
    if (scheme === undefined || domain === undefined) exact.add(asOrigin(entry))
    // As a browser sends it: in lower case and ASCII, without the usual port.
    else
      below.push({
        scheme,
        suffix: asOrigin(entry, `${scheme}a${domain}`).slice(scheme.length + 1),
      })
  }
  return (origin) => {
    if (exact.has(origin)) return true
    return below.some(({ scheme, suffix }) => {
      if (!origin.startsWith(scheme) || !origin.endsWith(suffix)) return false
      const host = origin.slice(scheme.length, -suffix.length)
      return /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/u.test(host)
    })
  }
}

/** What a browser would send for a page of this entry; a wrong one is told at the start, not at a visit. */
function asOrigin(entry: string, page = entry): string {
  const url = URL.parse(page)
  // A star is a letter like any other to URL, and would never match.
  if (url === null || !/^https?:$/u.test(url.protocol) || /[*\s]/u.test(page) || hasMore(url)) {
    throw new Error(
      `"${entry}" is not an origin, such as https://shop.example.com or https://*.example.org`,
    )
  }
  return url.origin
}

/** A path, a query, a name of a user: an origin has none. */
const hasMore = ({ href, origin }: URL): boolean => href !== `${origin}/`
