import { defineConfig } from 'vitest/config'
import { keptCode } from './packages/local/src/kept-code.ts'
import { LongestFirst } from './scripts/longest-first.ts'

/**
 * Tests that leave nothing behind in their process: they replace no module, drive no browser, measure no memory. They
 * share two, as starting one for each file and reading its imports anew takes longer than most of these tests.
 */
const sharing: readonly string[] = [
  'bench/test/{outage,report,scale,support}/**/*.test.ts',
  'examples/aws/test/{cost,gateway,options}/**/*.test.ts',
  'packages/archive/test/{kpl,layout,reader,reading,render,stores,writer}/**/*.test.ts',
  'packages/console/test/state/**/*.test.ts',
  'packages/gateway/test/{codecs,config,console,enrich,memory,pipeline,plugins,routes,ship,sinks,sites,spool}/**/*.test.ts',
  'packages/local/test/{firehose,kinesis}/**/*.test.ts',
  'packages/schema/test/**/*.test.ts',
]

const outside = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  // Workspace imports resolve to source, as they do in TypeScript (customConditions).
  resolve: { conditions: ['weir-source'] },
  ssr: { resolve: { conditions: ['weir-source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing',
          include: [...sharing],
          exclude: outside,
          isolate: false,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['**/test/**/*.test.ts'],
          exclude: [...outside, ...sharing],
        },
      },
    ],
    setupFiles: ['./scripts/fail-on-console.ts'],
    // Most of what takes long waits for a browser or a process: one worker would leave a core idle.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Tests start some hundred programs, a dozen of them often.
    env: keptCode,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
