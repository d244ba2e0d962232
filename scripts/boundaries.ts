/** One forbidden way through the code. `probe` is an import that a test sees it reject. */
export interface Boundary {
  /** Where the rule holds; `probeFile` is one path inside. */
  readonly files: readonly string[]
  readonly probeFile: string
  readonly denied: readonly { regex: string; message: string; probe: string }[]
}

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

const noMain = {
  regex: '/main\\.ts$',
  message: 'Nothing imports the program.',
  probe: '../main.ts',
}
const kinesis = 'packages/local/src/kinesis'
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

/** Later entries win for a file that several match, so the narrow ones come last. */
export const boundaries: readonly Boundary[] = [
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
      { regex: '/main\\.ts$', message: 'Nothing imports the program.', probe: '../main.ts' },
    ],
  },
  {
    files: ['packages/schema/src/plan/**', 'packages/schema/src/main.ts'],
    probeFile: 'packages/schema/src/plan/probe.ts',
    denied: [
      noOtherPackage,
      { ...noAjv, probe: 'ajv' },
      { regex: '/main\\.ts$', message: 'Nothing imports the program.', probe: '../main.ts' },
    ],
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
  {
    files: ['packages/local/src/**'],
    probeFile: 'packages/local/src/probe.ts',
    denied: [
      { ...noMain, probe: './main.ts' },
      {
        regex: '^@weir/(gateway|console|browser-sdk)',
        message:
          'The stand-ins know the schema and the archive; the gateway they start as a program.',
        probe: '@weir/gateway',
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
