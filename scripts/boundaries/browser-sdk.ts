import type { Boundary } from './boundary.ts'

const sdk = 'packages/browser-sdk/src'

const noDependency = {
  regex: '^(node:|[a-v]|@[a-v]|@weir/(schema/|[a-rt-z]))',
  message: 'The SDK depends on nothing; of the schema it takes types and limits.',
  probe: '@weir/schema/validate',
}
const noDelivery = {
  regex: '/(delivery|plugins)/|/(client|lifecycle|record|sdk)\\.ts$',
  message: 'Who the visitor is, and where an event happens, has nothing to do with how it travels.',
  probe: '../delivery/deliver.ts',
}
const noParts = {
  regex: '/(delivery|event|plugins|visitor)/|/(client|lifecycle|record|sdk)\\.ts$',
  message: 'All parts stand on the platform; it stands on the browser.',
  probe: '../visitor/standing.ts',
}

export const browserSdkBoundaries: readonly Boundary[] = [
  {
    files: [`${sdk}/**`],
    probeFile: `${sdk}/probe.ts`,
    denied: [noDependency],
  },
  {
    files: [`${sdk}/event/**`, `${sdk}/visitor/**`],
    probeFile: `${sdk}/visitor/probe.ts`,
    denied: [noDependency, noDelivery],
  },
  {
    files: [`${sdk}/platform/**`],
    probeFile: `${sdk}/platform/probe.ts`,
    denied: [noDependency, noParts],
  },
]
