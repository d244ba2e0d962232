/** An image in ECR, by its parts. */
export interface EcrImage {
  readonly account: string
  readonly region: string
  readonly name: string
  /** A tag, or a digest. */
  readonly version: string
}

const form =
  /^(\d{12})\.dkr\.ecr\.([a-z\d-]+)\.amazonaws\.com(?:\.cn)?\/([\w./-]+?)(?::([\w.-]+)|@(sha256:[\da-f]{64}))$/u

/** Undefined for an image that is not in ECR. */
export function parseEcrImage(image: string): EcrImage | undefined {
  const [, account, region, name, tag, digest] = form.exec(image) ?? []
  const version = tag ?? digest
  return account && region && name && version ? { account, region, name, version } : undefined
}
