import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'

/**
 * Streams of a log group. Made from its name: its own ARN ends with `:*` already, and with a stream
 * appended to that it would match nothing.
 */
export const logStreamArn = (group: ILogGroup, stream: string): string =>
  Stack.of(group).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: `${group.logGroupName}:log-stream:${stream}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
