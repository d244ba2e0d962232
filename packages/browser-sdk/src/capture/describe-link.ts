import type { Properties } from '@weir/schema'
import type { CaptureContext } from './capture.ts'

const files =
  /\.(7z|apk|csv|dmg|docx?|epub|exe|gz|iso|mp[34]|msi|pdf|pkg|pptx?|rar|tar|xlsx?|zip)$/i

/** Where the nearest link leads: out of the site, or to a file. */
export function describeLink(
  path: readonly Element[],
  { window, scrubUrl }: CaptureContext,
): Properties {
  // A link in SVG has only the attribute, and no link has nothing: what is undefined is not sent.
  const link: Partial<HTMLAnchorElement> =
    path.find((each): each is HTMLAnchorElement => each.matches('a[href],area[href]')) ?? {}
  const { download, host } = link
  const file = files.exec(download || link.pathname || '')
  return {
    href: link.getAttribute && scrubUrl(link.getAttribute('href') ?? ''),
    outbound: (host && host !== window.location.host) || undefined,
    download: !!file || link.hasAttribute?.('download') || undefined,
    file_extension: file?.[1]?.toLowerCase(),
  }
}
