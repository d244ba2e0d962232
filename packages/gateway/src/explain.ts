/** One line with what is behind it: a spool that cannot be opened, and why the disk said no. */
export function explain(error: unknown): string {
  const words: string[] = []
  for (let each = error; each instanceof Error; each = each.cause) {
    const { message } = each
    if (!words.some((before) => before.includes(message))) words.push(message)
  }
  return words.join(': ').replaceAll(/\s*\n\s*/gu, ' ') || String(error)
}
