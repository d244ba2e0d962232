import { type Boundary, noMain } from './boundary.ts'

const console = 'packages/console/src'

const noOtherPackage = {
  regex: '^@weir/(archive|browsers|browser-sdk|gateway|local|schema)',
  message: 'The page knows the gateway by its HTTP API alone.',
  probe: '@weir/gateway',
}
const noScreen = {
  regex: '/(ui|views|charts)/|^(preact|uplot)($|/)',
  message: 'What the page knows does not depend on how it is shown.',
  probe: '../ui/shell.tsx',
}

export const consoleBoundaries: readonly Boundary[] = [
  {
    files: [`${console}/**`],
    probeFile: `${console}/views/probe.tsx`,
    denied: [noMain, noOtherPackage],
  },
  {
    files: [`${console}/api/**`, `${console}/state/**`],
    probeFile: `${console}/state/probe.ts`,
    denied: [noMain, noOtherPackage, noScreen],
  },
]
