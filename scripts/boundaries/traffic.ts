import { type Boundary, noMain } from './boundary.ts'

export const trafficBoundaries: readonly Boundary[] = [
  {
    files: ['examples/traffic/src/**'],
    probeFile: 'examples/traffic/src/probe.ts',
    denied: [
      { ...noMain, probe: './main.ts' },
      {
        regex: '/packages/|^@weir/(gateway|local|archive)',
        message: 'Traffic meets the pipeline from outside.',
        probe: '@weir/local',
      },
    ],
  },
  {
    files: ['examples/traffic/src/visitors/**'],
    probeFile: 'examples/traffic/src/visitors/probe.ts',
    denied: [
      {
        regex: '^(node:|undici|@aws-sdk/)|/send/',
        message: 'What visitors do follows from the seed, not from where it is sent.',
        probe: 'undici',
      },
    ],
  },
]
