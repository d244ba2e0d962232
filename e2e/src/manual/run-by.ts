/** Pages whose blocks of a language are tried out by a test that knows what has to come of them. */
export interface RunBy {
  readonly page: string
  readonly languages: readonly string[]
  /** From the root of the project; it names the page. */
  readonly test: string
}

export const runBy: readonly RunBy[] = [
  {
    page: 'docs/archive.md',
    languages: ['sh', 'sql'],
    test: 'packages/archive/test/docs.test.ts',
  },
  {
    page: 'docs/browser-sdk.md',
    languages: ['ts'],
    test: 'packages/browser-sdk/test/build/package.test.ts',
  },
  {
    page: 'docs/consent-and-privacy.md',
    languages: ['sh'],
    test: 'e2e/test/privacy/erasure.test.ts',
  },
  {
    page: 'docs/migration.md',
    languages: ['ts'],
    test: 'e2e/test/migration/migration.test.ts',
  },
  {
    page: 'docs/testing-your-tracking.md',
    languages: ['ts', 'text'],
    test: 'e2e/test/testing/snippets.test.ts',
  },
  {
    page: 'docs/tracking-plans.md',
    languages: ['sh', 'ts'],
    test: 'packages/schema/test/docs.test.ts',
  },
  {
    page: 'packages/browser-sdk/README.md',
    languages: ['ts'],
    test: 'packages/browser-sdk/test/build/package.test.ts',
  },
  {
    page: 'packages/schema/README.md',
    languages: ['ts'],
    test: 'packages/schema/test/docs.test.ts',
  },
]

/** The blocks that nobody else runs, of one language. */
export function isLeftToUs({ page, language }: { page: string; language: string }): boolean {
  return !runBy.some((each) => each.page === page && each.languages.includes(language))
}
