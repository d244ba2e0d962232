import type { Scenario } from '../delivery/scenario.ts'
import { conditions } from './conditions.ts'
import { leaving } from './leaving.ts'
import { outages } from './outages.ts'

/** All of them, in the order of the table. */
export const scenarios: readonly Scenario[] = [...leaving, ...outages, ...conditions]
