import { type Boundary, noMain } from './boundary.ts'

const gateway = 'packages/gateway/src'

const network = 'https?|http2|net|tls|dgram|dns|child_process|cluster|worker_threads'
const noFramework = {
  regex: '^(fastify|@fastify/)',
  message: 'Only the edge (app, admin, plugins, routes) knows the framework.',
  probe: 'fastify',
}
const noCloud = {
  regex: '^@(aws-sdk|smithy)/',
  message: 'Only the Kinesis sink knows AWS.',
  probe: '@aws-sdk/client-kinesis',
}
const noEdge = {
  regex: '/(plugins|routes)/|/(app|admin|gateway)\\.ts$',
  message: 'The edge stands above: what it serves knows nothing of it.',
  probe: '../routes/events.ts',
}
const noWorkers = {
  regex: '/workers/',
  message: 'A gateway does not know whether it is one of several.',
  probe: '../workers/peer.ts',
}
const noStages = {
  regex: '/(pipeline|enrich|sites|store|ship|spool)/',
  message: 'A sink takes lines: it knows nothing of where they come from.',
  probe: '../spool/index.ts',
}
const noDependency = {
  regex: '^(@|[a-z0-9][a-z0-9._-]*($|/))',
  message: 'The spool stores bytes: it knows no framework, no cloud and no other package.',
  probe: 'fastify',
}
const noOtherFolder = {
  regex: '^\\.\\./',
  message: 'The spool knows no other part of the gateway.',
  probe: '../pipeline/ingest.ts',
}

export const gatewayBoundaries: readonly Boundary[] = [
  {
    files: [`${gateway}/**`],
    probeFile: `${gateway}/routes/probe.ts`,
    denied: [noMain, noCloud, noWorkers],
  },
  {
    files: [`${gateway}/workers/**`, `${gateway}/main.ts`],
    probeFile: `${gateway}/workers/probe.ts`,
    denied: [noMain, noCloud],
  },
  {
    files: [`${gateway}/pipeline/**`, `${gateway}/enrich/**`, `${gateway}/sites/**`],
    probeFile: `${gateway}/pipeline/probe.ts`,
    denied: [noMain, noFramework, noCloud, noEdge],
  },
  {
    files: [`${gateway}/store/**`, `${gateway}/ship/**`],
    probeFile: `${gateway}/store/probe.ts`,
    denied: [noMain, noFramework, noCloud, noEdge],
  },
  {
    files: [`${gateway}/sinks/**`],
    probeFile: `${gateway}/sinks/probe.ts`,
    denied: [noMain, noFramework, noCloud, noEdge, noStages],
  },
  {
    files: [`${gateway}/sinks/kinesis/**`],
    probeFile: `${gateway}/sinks/kinesis/probe.ts`,
    denied: [noMain, noFramework, noEdge, noStages],
  },
  {
    files: [`${gateway}/codecs/**`],
    probeFile: `${gateway}/codecs/probe.ts`,
    denied: [
      noMain,
      noFramework,
      noCloud,
      noEdge,
      noStages,
      {
        regex: `^node:(fs|${network})`,
        message: 'A codec is bytes in, bytes out.',
        probe: 'node:fs',
      },
    ],
  },
  {
    files: [`${gateway}/spool/**`],
    probeFile: `${gateway}/spool/log-writer.ts`,
    denied: [
      noDependency,
      noOtherFolder,
      {
        regex: `^node:(fs|os|sqlite|${network})`,
        message: 'Only node-files and directory-lock touch the disk, so that tests can fail it.',
        probe: 'node:fs',
      },
    ],
  },
  {
    files: [`${gateway}/spool/node-files.ts`, `${gateway}/spool/directory-lock.ts`],
    probeFile: `${gateway}/spool/node-files.ts`,
    denied: [
      noDependency,
      noOtherFolder,
      {
        regex: `^node:(${network})`,
        message: 'The spool stores bytes: it knows no network.',
        probe: 'node:http',
      },
    ],
  },
]
