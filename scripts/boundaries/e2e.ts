import { type Boundary, noMain } from './boundary.ts'

export const e2eBoundaries: readonly Boundary[] = [
  {
    files: ['e2e/src/**'],
    probeFile: 'e2e/src/delivery/probe.ts',
    denied: [
      noMain,
      {
        regex: '/packages/',
        message: 'What is tested is reached as its users reach it.',
        probe: '../../../packages/gateway/src/gateway.ts',
      },
    ],
  },
]
