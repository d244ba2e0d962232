import { help, priceList, readWords, UsageError } from './read-words.ts'
import { renderMarkdown, renderText } from './render.ts'

/** `pnpm cost -- --rate 10000`: what a month on AWS costs. */
function answer(words: readonly string[]): string {
  const { work, show } = readWords(words)
  switch (show) {
    case 'help':
      return help.trimEnd()
    case 'prices':
      return priceList()
    case 'markdown':
      return renderMarkdown(work)
    case 'text':
      return renderText(work)
  }
}

try {
  process.stdout.write(`${answer(process.argv.slice(2))}\n`)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`cost: ${error.message}; cost --help\n`)
  process.exitCode = 2
}
