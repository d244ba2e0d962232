import { Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'
import type { Permission } from '../iam/permission.ts'
import { plainText } from '../iam/plain-text.ts'

/**
 * A finding of cdk-nag that stays, and why. The summaries in `test/summaries` list them all.
 * `rule` is its number, such as `ECS4`.
 */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason })
}

/** Each wildcard by itself, with the reason that its permission gives; one without stays a finding. */
export function acceptWildcards(construct: IConstruct, permissions: readonly Permission[]): void {
  const stack = Stack.of(construct)
  for (const { resources, because } of permissions) {
    if (because === undefined) continue
    for (const resource of resources) {
      const plain = plainText(stack.resolve(resource))
      accept(construct, `IAM5[Resource::${plain}]`, because)
    }
  }
}
