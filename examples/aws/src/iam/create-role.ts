import { type IRole, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { acceptWildcards } from '../checks/accept.ts'
import { type Permission, toStatement } from './permission.ts'

export interface RoleParts {
  /** Who takes the role, such as `firehose.amazonaws.com`. */
  readonly service: string
  /** What keeps that service from acting for somebody else. */
  readonly onlyFor: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly about: string
  readonly permissions: readonly Permission[]
}

/**
 * A role with exactly these permissions. Constructs would add their own, wider ones; this answers a
 * role that does not listen to them.
 */
export function createRole(scope: Construct, id: string, parts: RoleParts): IRole {
  const { service, onlyFor, about, permissions } = parts
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal(service, { conditions: onlyFor }),
    description: about,
    inlinePolicies: { own: new PolicyDocument({ statements: permissions.map(toStatement) }) },
  })
  acceptWildcards(role, permissions)
  return role.withoutPolicyUpdates()
}
