import { defineConfig } from 'oxlint'
import { boundaries } from './scripts/boundaries.ts'

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'import', 'node', 'oxc', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  env: { builtin: true },
  ignorePatterns: ['**/generated/**', '**/dist/**', '**/node_modules/**', 'data/**'],
  options: { typeAware: true },
  rules: {
    // The caps. No file, function or test is exempt.
    'max-lines': ['error', { max: 250 }],
    'max-lines-per-function': ['error', { max: 60 }],
    'max-params': ['error', { max: 3 }],
    complexity: ['error', { max: 16 }],

    eqeqeq: 'error',
    'no-console': 'error',
    'no-param-reassign': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'node/no-process-env': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/no-process-exit': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],

    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'agree'] }],

    // Off, with the reason.
    'consistent-return': 'off', // TypeScript proves it, exhaustive switches included
    'no-await-in-loop': 'off', // order matters more often than not where we await in a loop
    'import/no-named-as-default-member': 'off', // fc.string() says more than string()
    'unicorn/no-array-sort': 'off', // we sort arrays that we have just made
    'unicorn/consistent-function-scoping': 'off', // a helper beside its one use reads better
    'typescript/no-unsafe-type-assertion': 'off', // JSON enters as unknown and is checked before
  },
  overrides: [
    ...boundaries.map(({ files, denied }) => ({
      files: [...files],
      rules: {
        'no-restricted-imports': [
          'error' as const,
          { patterns: denied.map(({ regex, message }) => ({ regex, message })) },
        ] as const,
      },
    })),
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' as const } },
    {
      // Programs talk to a person and may read the environment; nothing else may.
      files: [
        'scripts/*.ts',
        'packages/*/src/**/main.ts',
        'e2e/src/**/main.ts',
        'packages/*/build/*.ts',
        'examples/*/src/**/main.ts',
        '**/bench/**',
        'campaign/*.ts',
      ],
      rules: { 'no-console': 'off' as const, 'node/no-process-env': 'off' as const },
    },
  ],
})
