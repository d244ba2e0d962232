import { compare } from '../../report/compare.ts'
import type { BenchResult } from '../../report/result.ts'
import type { StoredResult } from '../../report/stored-result.ts'

/** One of everything that a result can hold. */
export const aResult: BenchResult = {
  measures: [
    compare({
      group: '10 events a request',
      name: 'CPU for an event',
      unit: 'µs',
      better: 'less',
      floor: 'floor',
      isPlotted: true,
      samples: { floor: [8, 7, 9], weir: [21, 20, 24] },
      aims: { weir: { of: 'ratio', atMost: 2.2 } },
    }),
    compare({
      group: '10 events a request',
      name: 'memory',
      unit: 'MiB',
      better: 'less',
      samples: { weir: [213] },
    }),
  ],
  facts: [['a million events', '52,331 records']],
  notes: ['Loopback: no network is between them.'],
  plots: [
    {
      title: 'Events behind after an outage',
      x: 'seconds',
      y: 'events',
      lines: [
        {
          name: 'at <full> load',
          points: [
            [0, 1000],
            [60, 0],
          ],
        },
      ],
    },
  ],
  failures: ['3 requests were refused'],
}

export const aStoredResult: StoredResult = {
  bench: 'gateway',
  date: '2026-11-21',
  machine: { cpu: 'A CPU', cores: 2, memoryGib: 8, kernel: 'Linux 6.18.44', node: '26.10.0' },
  loadBefore: 0.4,
  result: aResult,
}
