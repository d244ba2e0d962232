/** Where an archive is: on this machine, or in a bucket. */
export type ArchiveLocation =
  | { readonly kind: 'directory'; readonly root: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }

/** What stands where the place of an archive should; its message follows the name of the setting. */
export class LocationError extends Error {
  override readonly name = 'LocationError'
  constructor() {
    super('must be a directory or s3://bucket/prefix')
  }
}

/** `./data/archive` or `s3://bucket/prefix`. Throws one line for what is neither. */
export function parseLocation(text: string): ArchiveLocation {
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(text)) {
    if (text.trim() === '') throw new LocationError()
    return { kind: 'directory', root: text }
  }
  const [, bucket, rest = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/u.exec(text) ?? []
  if (bucket === undefined) throw new LocationError()
  const prefix = rest.replace(/^\/+|\/+$/gu, '')
  return { kind: 's3', bucket, prefix }
}
