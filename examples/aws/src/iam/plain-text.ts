/** A text of a template with its references, as one line: `<Bucket.Arn>/events/*`. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const [entry] = Object.entries(value)
  const [name, given] = entry ?? []
  if (name === 'Ref') return `<${plainText(given)}>`
  if (name === 'Fn::Sub') return plainText(given).replaceAll(/\$\{([^}]+)\}/gu, '<$1>')
  if (name === 'Fn::GetAtt') return `<${(given as unknown[]).map(plainText).join('.')}>`
  if (name === 'Fn::Join') {
    const [delimiter, items] = given as [string, unknown[]]
    return items.map(plainText).join(delimiter)
  }
  return JSON.stringify(value)
}
