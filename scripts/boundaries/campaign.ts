import { type Boundary, noMain } from './boundary.ts'

export const campaignBoundaries: readonly Boundary[] = [
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
