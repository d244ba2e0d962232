/** A command of the manual that no test runs. */
export interface NotRun {
  /** Of the command with its words. */
  readonly command: RegExp
  readonly because: string
}

/** The whole list: what a page shows is run, unless it stands here. */
export const notRun: readonly NotRun[] = [
  { command: /^aws (?:athena|ecs|iam) /u, because: 'needs an AWS account' },
  { command: /^npx --yes aws-cdk@\S+ bootstrap$/u, because: 'needs an AWS account' },
  { command: /^docker compose /u, because: 'needs a container engine' },
  { command: /^npm install .*@weir\//u, because: 'needs the packages in a registry' },
  { command: /^npx --yes pnpm campaign\b/u, because: 'takes minutes; campaign/test runs it small' },
  { command: /^npx --yes pnpm e2e\b/u, because: 'takes minutes; e2e/test runs its scenarios' },
  { command: /^npx --yes pnpm exec vitest run /u, because: 'is what runs here' },
  {
    command: /^npx --yes pnpm start --aws$/u,
    because: 'is run by packages/local/test/pipeline, with a Kinesis of its own',
  },
  {
    command: /^npx --yes pnpm browsers\b/u,
    because: 'may install a browser; pnpm test runs it before the tests',
  },
]
