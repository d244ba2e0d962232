import type { Properties } from '@weir/schema'
import { cut } from './cut.ts'
import { mask } from './mask.ts'

const maxFrames = 25

/** An ErrorEvent or a PromiseRejectionEvent. */
export type Failure = Omit<Partial<ErrorEvent>, 'error'> & {
  readonly error?: unknown
  readonly reason?: unknown
}

/** What was thrown, and where, with its addresses scrubbed. */
export function describeError(
  { message: words, filename, lineno, colno, error, reason = error }: Failure,
  scrubUrl: (url: string) => string,
): Properties {
  // Anything can be thrown, with anything in it.
  const { name, message, stack } = Object(reason) as Record<string, unknown>
  const scrub = (text: string) =>
    text.replace(/https?:[^\s)]+?(?=(:\d+)*([\s)]|$))/g, (url) => scrubUrl(url))
  // Only the frames: some browsers begin a stack with the message.
  const frames = String(stack)
    .split('\n', maxFrames)
    .filter((line) => /:\d+\)?$/.test(line))
  return {
    kind: words === undefined ? 'unhandled_rejection' : 'error',
    name: cut(String(name ?? ('' as unknown))),
    message: mask(scrub(String(message ?? words ?? reason)), 512) ?? '',
    stack: cut(scrub(frames.join('\n')), 4096),
    source: filename ? scrubUrl(filename) : undefined,
    line: lineno,
    column: colno,
  }
}
