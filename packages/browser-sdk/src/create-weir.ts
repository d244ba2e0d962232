import type { NoPlan, PlanTypes } from '@weir/schema'
import { createClient } from './client.ts'
import type { WeirOptions } from './options.ts'
import type { Weir } from './weir.ts'

/**
 * Starts the SDK on this page; on a server, where there is none, it does nothing. The types of a
 * tracking plan make an unknown event or a wrong property an error of the compiler:
 * `createWeir<Plan>(…)`.
 */
export const createWeir = <Plan extends PlanTypes = NoPlan>(options: WeirOptions): Weir<Plan> => {
  const { api, begin } = createClient<Plan>(options)
  begin()
  return api
}
