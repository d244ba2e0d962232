import { type Boundary, noMain } from './boundary.ts'

const archive = 'packages/archive/src'

const noNeighbours = {
  regex: '^@weir/(gateway|local|console|browser-sdk)',
  message: 'The archive knows the schema; others know the archive.',
  probe: '@weir/gateway',
}
const onlyStores = {
  regex: '^(node:fs|@aws-sdk/|@smithy/)',
  message: 'Only the stores touch files and buckets, so that tests can fail them.',
  probe: 'node:fs/promises',
}

export const archiveBoundaries: readonly Boundary[] = [
  {
    files: [`${archive}/**`],
    probeFile: `${archive}/probe.ts`,
    denied: [{ ...noMain, probe: './main.ts' }, noNeighbours],
  },
  {
    files: [`${archive}/index.ts`],
    probeFile: `${archive}/index.ts`,
    denied: [
      {
        regex: '/(reader|reading|reports|cli|render|main)',
        message: 'Who writes the archive does not load what reads it: DuckDB is large.',
        probe: './reader/open-archive.ts',
      },
    ],
  },
  {
    files: [`${archive}/layout/**`, `${archive}/kpl/**`],
    probeFile: `${archive}/layout/probe.ts`,
    denied: [
      noNeighbours,
      {
        regex: '^\\.\\./',
        message: 'Names and formats know nothing of who writes or reads them.',
        probe: '../stores/store.ts',
      },
    ],
  },
  {
    files: [`${archive}/writer/**`],
    probeFile: `${archive}/writer/probe.ts`,
    denied: [noMain, noNeighbours, onlyStores],
  },
  {
    files: [`${archive}/stores/**`],
    probeFile: `${archive}/stores/probe.ts`,
    denied: [
      noMain,
      noNeighbours,
      {
        regex: '/(writer|reader)/',
        message: 'A store keeps files: it does not know what is in them.',
        probe: '../writer/archive-writer.ts',
      },
    ],
  },
]
