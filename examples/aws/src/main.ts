import { createApp } from './create-app.ts'
import { OptionsError } from './options/read-options.ts'

/** What `cdk` runs, as cdk.json says. */
try {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env
  const app = await createApp(
    account !== undefined && region !== undefined ? { env: { account, region } } : {},
  )
  app.synth()
} catch (error) {
  if (!(error instanceof OptionsError)) throw error
  for (const line of error.lines) process.stderr.write(`weir: ${line}\n`)
  process.exitCode = 1
}
