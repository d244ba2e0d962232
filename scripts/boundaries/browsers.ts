import { type Boundary, noMain } from './boundary.ts'

const browsers = 'packages/browsers/src'

export const browsersBoundaries: readonly Boundary[] = [
  {
    files: [`${browsers}/**`],
    probeFile: `${browsers}/webkit/probe.ts`,
    denied: [
      noMain,
      {
        regex: '^@weir/',
        message: 'The engines know nothing of what is tested in them.',
        probe: '@weir/schema',
      },
    ],
  },
]
