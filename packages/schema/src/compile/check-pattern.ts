/**
 * A pattern runs on what strangers send, so it must be anchored (or it matches more than it says)
 * and must not backtrack without end: a repeated group may not itself repeat or choose, which
 * `?` does as well.
 */
export function checkPattern(pattern: string): string | undefined {
  const complaint = syntaxComplaint(pattern)
  if (complaint !== undefined) return `is not a regular expression: ${complaint}`
  if (!pattern.startsWith('^') || !endsAtTheEnd(pattern) || hasTopLevelChoice(pattern)) {
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

/** A `$` that is escaped or stands in a class is a character like any other. */
const endsAtTheEnd = (pattern: string): boolean => {
  const last = [...tokens(pattern)].at(-1)
  return last?.char === '$' && last.at === pattern.length - 1
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

/** `{n}` says how often, and leaves nothing to try. */
const isOpenRepetition = (rest: string): boolean => /^(?:[*+]|\{\d+,\d*\})/u.test(rest)

/** How often what stands before it comes. */
const timesOf = (rest: string): number =>
  isOpenRepetition(rest) ? Number.POSITIVE_INFINITY : Number(/^\{(\d+)\}/u.exec(rest)?.[1] ?? 1)

/** Each time doubles what there is to try, and ten times are a thousand: of groups in groups together. */
const mostTimes = 9

function repeatsARepetition(pattern: string): boolean {
  /** `times`: how often what chooses in it comes; 0 where nothing does. */
  const groups: { at: number; times: number }[] = []
  for (const { char, at } of tokens(pattern)) {
    const inside = groups.at(-1)
    if (char === '(') groups.push({ at, times: 0 })
    else if (char === ')') {
      const own = groups.pop()?.times ?? 0
      const rest = pattern.slice(at + 1)
      const times = own === 0 ? Number(isOpenRepetition(rest)) : own * timesOf(rest)
      if (times > mostTimes) return true
      const around = groups.at(-1)
      if (around) around.times = Math.max(around.times, times)
    } else if (inside) {
      // Behind the bracket of its group it only says what kind of group that is.
      const isOption = char === '?' && at > inside.at + 1
      if (isOption || char === '|' || isOpenRepetition(pattern.slice(at))) inside.times ||= 1
    }
  }
  return false
}
