import { type Boundary, noMain } from './boundary.ts'

export const benchBoundaries: readonly Boundary[] = [
  {
    files: ['bench/*/**'],
    probeFile: 'bench/spool/probe.ts',
    denied: [
      noMain,
      {
        regex: '/packages/',
        message: 'What is measured is reached as its users reach it, or by what it shows for this.',
        probe: '../../packages/gateway/src/gateway.ts',
      },
    ],
  },
  {
    files: ['bench/report/**'],
    probeFile: 'bench/report/probe.ts',
    denied: [
      noMain,
      {
        regex:
          '^@weir/|/(archive|console|gateway|outage|packing|reports|scale|schema|sdk|shop|simulate|spool)/',
        message: 'Results are data: how they were measured is nothing to the page that shows them.',
        probe: '../gateway/measure.ts',
      },
    ],
  },
]
