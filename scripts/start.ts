/** Will run the whole pipeline on one machine. Until it exists, say so rather than pretend. */
console.error(
  [
    'Everything is installed, but there is no pipeline to start yet: the archive, the browser',
    'SDK and the demo shop are still to come. What works today:',
    '',
    '  npx --yes pnpm test                 every check and test',
    '  npx --yes pnpm gateway --help       the gateway and its settings',
    '  npx --yes pnpm weir-schema --help   tracking plans',
  ].join('\n'),
)
process.exitCode = 1
