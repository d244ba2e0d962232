import { PolicyStatement } from 'aws-cdk-lib/aws-iam'

type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>

/** One permission, with no more than what is written here. */
export interface Permission {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions?: Conditions
  /** Why its resources have a wildcard; without a word on it, they may have none. */
  readonly because?: string
}

export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): Permission => ({ actions, resources, conditions })

/** On everything of a kind, where AWS or its names leave nothing narrower. */
export const allowAny = (
  actions: readonly string[],
  resources: readonly string[],
  because: string,
): Permission => ({ actions, resources, because })

export const toStatement = ({ actions, resources, conditions }: Permission): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], conditions })
