import type { Properties } from '@weir/schema'
import { attribute } from './attribute.ts'
import type { CaptureContext } from './capture.ts'

const files = /\.(7z|csv|dmg|docx?|exe|gz|mp[34]|pdf|pptx?|rar|xlsx?|zip)$/

/** Where a link leads: out of the site, or to a file. Without one everything is undefined, and not sent. */
export function describeLink(link: Element | undefined, { scrubUrl }: CaptureContext): Properties {
  const href = attribute(link, 'href', 2048)
  // A link in a drawing has its attributes only.
  const { host, pathname = '', download, protocol } = (link ?? {}) as Partial<HTMLAnchorElement>
  const [, extension] = files.exec((download || pathname).toLowerCase()) ?? []
  return {
    href: href && (scrubUrl(href) || protocol),
    outbound: host ? host !== location.host : undefined,
    download: !!extension || link?.hasAttribute('download') || undefined,
    file_extension: extension,
  }
}
