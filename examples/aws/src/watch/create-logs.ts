import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Options } from '../options/options-table.ts'

const retentions = new Map<number, RetentionDays>(
  Object.values(RetentionDays)
    .filter((value) => typeof value !== 'string')
    .map((value) => [value, value]),
)

/** A log group that ends: what is in it is of no use once the stack is gone. */
export const createLogs = (scope: Construct, id: string, { logDays }: Options): LogGroup =>
  new LogGroup(scope, id, {
    retention: retentions.get(logDays),
    removalPolicy: RemovalPolicy.DESTROY,
  })
