import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stack } from 'aws-cdk-lib'
import { CfnStream } from 'aws-cdk-lib/aws-kinesis'
import { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../src/create-app.ts'

/** That nothing was found means something only if something would be. */
export function checkCases(): void {
  test('fails for a template that AWS would refuse, and for what cdk-nag finds', async () => {
    const outdir = await mkdtemp(join(tmpdir(), 'weir-cdk-'))
    onTestFinished(() => rm(outdir, { recursive: true }))
    const app = await createApp({ context: { 'weir:http': true }, outdir })
    const stack = app.node.findChild('Weir') as Stack
    const wrong = [
      new CfnStream(stack, 'Stream', { shardCount: 1, retentionPeriodHours: 9999 }),
      new CfnBucket(stack, 'Open'),
    ]
    expect(wrong.map(({ node }) => node.path)).toEqual(['Weir/Stream', 'Weir/Open'])
    expect(() => app.synth()).toThrow(
      /Weir\/Open[\s\S]*AwsSolutions-S10[\s\S]*RetentionPeriodHours: 9999 is greater/u,
    )
  })
}
