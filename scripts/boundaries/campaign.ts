import { type Boundary, noMain } from './boundary.ts'

export const campaignBoundaries: readonly Boundary[] = [
  {
    files: ['campaign/browsers/**', 'campaign/faults/**'],
    probeFile: 'campaign/faults/probe.ts',
    denied: [
      noMain,
      {
        regex: '/oracle/(check-counts|read-view|recovery)\\.ts$',
        message: 'What happens does not depend on how it is judged: it may note, and nothing else.',
        probe: '../oracle/read-view.ts',
      },
    ],
  },
  {
    files: ['campaign/oracle/**'],
    probeFile: 'campaign/oracle/probe.ts',
    denied: [
      noMain,
      {
        regex: '/(browsers|faults)/',
        message: 'It judges by what was said and what is there, not by what was done.',
        probe: '../faults/plan-faults.ts',
      },
    ],
  },
]
