/** Will run the whole pipeline on one machine. Until it exists, say so rather than pretend. */
console.error(
  [
    'Everything is installed, but there is no pipeline to start yet: the demo shop and the live',
    'page are still to come. What works today:',
    '',
    '  npx --yes pnpm test                 every check and test',
    '  npx --yes pnpm gateway --help       the gateway and its settings',
    '  npx --yes pnpm e2e                  what real browsers lose in outages',
    '  npx --yes pnpm weir-archive --help  queries, reports and housekeeping for an archive',
    '  npx --yes pnpm weir-schema --help   tracking plans',
  ].join('\n'),
)
process.exitCode = 1
