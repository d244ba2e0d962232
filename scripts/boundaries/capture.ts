import type { Boundary } from './boundary.ts'

const capture = 'packages/browser-sdk/src/capture'

export const captureBoundaries: readonly Boundary[] = [
  {
    files: [`${capture}/**`],
    probeFile: `${capture}/probe.ts`,
    denied: [
      {
        regex: '/(delivery|event|plugins|visitor)/|^\\.\\./[^/]*$',
        message:
          'Capture knows its context, and small helpers of the platform: nothing of the SDK.',
        probe: '../record.ts',
      },
    ],
  },
]
