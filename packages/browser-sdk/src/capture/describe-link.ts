import type { Properties } from '@weir/schema'
import type { CaptureContext } from './capture.ts'

const files = /\.(7z|csv|dmg|docx?|exe|gz|mp[34]|msi|pdf|pptx?|rar|xlsx?|zip)$/i

/** Where a link leads: out of the site, or to a file. One in a drawing has only its attributes. */
export function describeLink(
  link: Partial<HTMLAnchorElement>,
  { scrubUrl }: CaptureContext,
): Properties {
  const { host, pathname = '', download, protocol } = link
  const [, extension] = files.exec(download || pathname) ?? []
  const href = link.getAttribute?.('href')
  return {
    href: (href && scrubUrl(href)) || protocol,
    outbound: (host && host !== location.host) || undefined,
    download: !!extension || link.hasAttribute?.('download') || undefined,
    file_extension: extension?.toLowerCase(),
  }
}
