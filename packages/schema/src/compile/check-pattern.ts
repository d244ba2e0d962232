/**
 * A pattern runs on what strangers send, so it must be anchored (or it matches more than it says)
 * and must not backtrack without end: a repeated group may not itself repeat or choose.
 */
export function checkPattern(pattern: string): string | undefined {
  const complaint = syntaxComplaint(pattern)
  if (complaint !== undefined) return `is not a regular expression: ${complaint}`
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || hasTopLevelChoice(pattern)) {
    return 'must hold for the whole text: begin with ^, end with $, and choose only inside a group'
  }
  if (/\\[1-9k]/u.test(pattern) || /\(\?<?[=!]/u.test(pattern)) {
    return 'may not look around or refer back: its time must grow with the text alone'
  }
  return repeatsARepetition(pattern)
    ? 'repeats a group that itself repeats or chooses: its time would grow without bound'
    : undefined
}

function syntaxComplaint(pattern: string): string | undefined {
  try {
    return void RegExp(pattern, 'u')
  } catch (error) {
    return (error as Error).message.replace(/^.*: /u, '')
  }
}

/** Walks the pattern outside classes and escapes, telling of groups, choices and repetitions. */
function* tokens(pattern: string): Generator<{ char: string; at: number }> {
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at)
    if (char === '\\') at++
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else yield { char, at }
  }
}

function hasTopLevelChoice(pattern: string): boolean {
  let depth = 0
  for (const { char } of tokens(pattern)) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === '|' && depth === 0) return true
  }
  return false
}

/** `?` and `{n}` repeat at most a fixed number of times and are harmless on their own. */
const isOpenRepetition = (rest: string): boolean => /^(?:[*+]|\{\d+,\d*\})/u.test(rest)

function repeatsARepetition(pattern: string): boolean {
  const groups: { restless: boolean }[] = []
  for (const { char, at } of tokens(pattern)) {
    const inside = groups.at(-1)
    if (char === '(') groups.push({ restless: false })
    else if (char === ')') {
      const closed = groups.pop()
      const repeated = isOpenRepetition(pattern.slice(at + 1))
      if (repeated && closed?.restless) return true
      const around = groups.at(-1)
      if (around && (repeated || closed?.restless)) around.restless = true
    } else if (inside && (char === '|' || isOpenRepetition(pattern.slice(at)))) {
      inside.restless = true
    }
  }
  return false
}
