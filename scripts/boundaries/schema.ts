import { type Boundary, noMain } from './boundary.ts'

const noOtherPackage = {
  regex: '^@weir/',
  message: 'The schema is the ground floor: it knows no other package.',
  probe: '@weir/gateway',
}
const noNode = {
  regex: '^node:',
  message: 'What runs for every event, or in a browser, touches no Node module.',
  probe: 'node:fs',
}
const noAjv = {
  regex: '^ajv',
  message: 'Validators are compiled ahead of time; only src/compile knows Ajv.',
  probe: 'ajv/dist/2020.js',
}
const noCompiler = {
  regex: '/(compile|plan)/',
  message: 'The compiler and the plans stand above the run-time part, never below it.',
  probe: './compile/dialect.ts',
}

export const schemaBoundaries: readonly Boundary[] = [
  {
    files: ['packages/schema/src/**'],
    probeFile: 'packages/schema/src/compile/probe.ts',
    denied: [
      noOtherPackage,
      {
        regex: '/plan/',
        message: 'The compiler does not know plans.',
        probe: '../plan/load-plan.ts',
      },
      noMain,
    ],
  },
  {
    files: ['packages/schema/src/plan/**', 'packages/schema/src/main.ts'],
    probeFile: 'packages/schema/src/plan/probe.ts',
    denied: [noOtherPackage, { ...noAjv, probe: 'ajv' }, noMain],
  },
  {
    files: ['packages/schema/src/validate.ts', 'packages/schema/src/runtime/**'],
    probeFile: 'packages/schema/src/runtime/probe.ts',
    denied: [noOtherPackage, noNode, noAjv, { ...noCompiler, probe: '../compile/dialect.ts' }],
  },
  {
    files: ['packages/schema/src/index.ts', 'packages/schema/src/track.ts'],
    probeFile: 'packages/schema/src/index.ts',
    denied: [
      noOtherPackage,
      noNode,
      noAjv,
      noCompiler,
      {
        regex: '/(runtime/|validate\\.ts|generated/(validators|columns))',
        message: 'The root entry is types and limits only, so that it costs a browser nothing.',
        probe: './generated/validators.ts',
      },
    ],
  },
]
