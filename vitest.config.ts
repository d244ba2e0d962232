import { defineConfig } from 'vitest/config'
import { keptCode } from './packages/local/src/kept-code.ts'
import { LongestFirst } from './scripts/longest-first.ts'

export default defineConfig({
  // Workspace imports resolve to source, as they do in TypeScript (customConditions).
  resolve: { conditions: ['weir-source'] },
  ssr: { resolve: { conditions: ['weir-source'] } },
  test: {
    include: ['**/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
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
