/** Reads the text of `/metrics`: the sum of all series of a name that bear these labels. */
export function readMetrics(
  text: string,
): (name: string, labels?: Readonly<Record<string, string>>) => number {
  const rows = Array.from(
    text.matchAll(/^(\w+)(?:\{([^}]*)\})? (\S+)$/gmu),
    ([, name, labels = '', value]) => ({ name, labels, value: Number(value) }),
  )
  return (name, labels = {}) => {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
    return rows
      .filter((row) => row.name === name && wanted.every((each) => row.labels.includes(each)))
      .reduce((sum, { value }) => sum + value, 0)
  }
}
