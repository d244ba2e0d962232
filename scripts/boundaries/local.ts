import { type Boundary, noMain } from './boundary.ts'

const kinesis = 'packages/local/src/kinesis'
const noGateway = {
  regex: '^@weir/(gateway|console|browser-sdk)',
  message: 'The stand-ins know the schema and the archive; the gateway they start as a program.',
  probe: '@weir/gateway',
}
const noWeir = {
  regex: '^@weir/',
  message: 'The Kinesis endpoint stands for AWS: it knows nothing of Weir.',
  probe: '@weir/gateway',
}
const onlyCrypto = {
  // Everything but node:crypto: the engine of these patterns knows no look-ahead.
  regex: '^node:([^c]|c[^r])',
  message: 'The engine, its API and the faults are pure: no network, no files, no timers.',
  probe: 'node:http',
}

export const localBoundaries: readonly Boundary[] = [
  {
    files: ['packages/local/src/**'],
    probeFile: 'packages/local/src/probe.ts',
    denied: [{ ...noMain, probe: './main.ts' }, noGateway],
  },
  {
    files: ['packages/local/src/firehose/**'],
    probeFile: 'packages/local/src/firehose/probe.ts',
    denied: [
      noMain,
      {
        regex: '/kinesis/',
        message: 'The Firehose knows Kinesis as everybody does: by the AWS SDK.',
        probe: '../kinesis/kinesis-server.ts',
      },
      noGateway,
    ],
  },
  {
    files: ['packages/local/src/pipeline/**'],
    probeFile: 'packages/local/src/pipeline/probe.ts',
    denied: [
      noMain,
      {
        regex: '^@weir/',
        message: 'The pipeline starts the programs as everybody does: by their words and settings.',
        probe: '@weir/archive',
      },
    ],
  },
  {
    files: [`${kinesis}/**`],
    probeFile: `${kinesis}/probe.ts`,
    denied: [noMain, noWeir],
  },
  {
    files: [`${kinesis}/engine/**`],
    probeFile: `${kinesis}/engine/probe.ts`,
    denied: [
      noMain,
      noWeir,
      onlyCrypto,
      {
        regex: '/(api|faults|http|store)/',
        message: 'The engine stands below everything else.',
        probe: '../http/answer.ts',
      },
    ],
  },
  {
    files: [`${kinesis}/api/**`, `${kinesis}/faults/**`],
    probeFile: `${kinesis}/api/probe.ts`,
    denied: [
      noMain,
      noWeir,
      onlyCrypto,
      {
        regex: '/(http|store)/',
        message: 'What a request means does not depend on how it came or where records are kept.',
        probe: '../store/entry.ts',
      },
    ],
  },
  {
    files: [`${kinesis}/http/**`],
    probeFile: `${kinesis}/http/probe.ts`,
    denied: [
      noMain,
      noWeir,
      {
        regex: '/store/',
        message: 'The HTTP part knows a journal, not files.',
        probe: '../store/entry.ts',
      },
    ],
  },
  {
    files: [`${kinesis}/store/**`],
    probeFile: `${kinesis}/store/probe.ts`,
    denied: [
      noMain,
      noWeir,
      {
        regex: '/(api|faults|http)/',
        message: 'The files know the engine only.',
        probe: '../http/answer.ts',
      },
    ],
  },
]
