import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Workspace imports resolve to source, as they do in TypeScript (customConditions).
  resolve: { conditions: ['weir-source'] },
  ssr: { resolve: { conditions: ['weir-source'] } },
  test: {
    include: ['**/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['./scripts/fail-on-console.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
