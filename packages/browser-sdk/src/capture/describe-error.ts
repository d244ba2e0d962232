import type { Properties } from '@weir/schema'
import { cut } from './cut.ts'
import { mask } from './mask.ts'

const maxFrames = 25

/** What was thrown, and where. Addresses in it are scrubbed. */
export function describeError(
  thrown: unknown,
  { message, filename, lineno, colno }: Partial<ErrorEvent>,
  scrubUrl: (url: string) => string,
): Properties {
  // Anything can be thrown, with anything in it.
  const error = Object(thrown) as { name?: unknown; message?: unknown; stack?: unknown }
  const scrub = (text: string) =>
    text.replace(/https?:\/\/[^\s)]+?(?=(:\d+){0,2}([\s)]|$))/g, (url) => scrubUrl(url))
  // Only frames: some browsers begin a stack with the message.
  const frames = String(error.stack)
    .split('\n', maxFrames)
    .filter((line) => /:\d+\)?$/.test(line))
    .join('\n')
  return {
    name: typeof error.name === 'string' ? cut(error.name) : undefined,
    message: mask(scrub(String(error.message ?? message ?? thrown)), 512) ?? '',
    stack: cut(scrub(frames), 4096),
    source: filename ? scrubUrl(filename) : undefined,
    line: lineno,
    column: colno,
  }
}
