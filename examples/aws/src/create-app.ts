import { resolve } from 'node:path'
import { App, type Environment, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundleHandler } from './live/bundle-handler.ts'
import { readOptions } from './options/read-options.ts'
import { readSites } from './options/read-sites.ts'
import { createWeirStack } from './weir-stack.ts'

/** How CDK is to behave, the same from the command line and in tests. */
const flags = {
  // What its own rules find in the template is an error, here and when deploying.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm': true,
} as const

export interface AppParts {
  /** Options and what was looked up before; a command line adds to it. */
  readonly context?: Readonly<Record<string, unknown>>
  readonly env?: Environment
  /** Default: where the command line of CDK wants it. */
  readonly outdir?: string
}

const folder = resolve(import.meta.dirname, '..')

/** The app with its one stack, checked by CDK's rules and by those of cdk-nag when it is synthesised. */
export async function createApp({ context = {}, env, outdir }: AppParts): Promise<App> {
  const app = new App({ context: { ...flags, ...context }, outdir, analyticsReporting: false })
  const options = readOptions(app.node.getAllContext() as Readonly<Record<string, unknown>>)
  createWeirStack(app, {
    options,
    env,
    sites: readSites(resolve(folder, options.sites), { hasImage: options.image !== undefined }),
    liveCode: options.live ? await bundleHandler() : undefined,
  })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return app
}
