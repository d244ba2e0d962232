import type { NoPlan, PlanTypes } from '@weir/schema'
import { createClient } from './client.ts'
import type { WeirOptions } from './options.ts'
import type { Weir } from './weir.ts'

const nothing = (): void => undefined

/** What stands in for the SDK on a server, where there is no page. */
const inert = {
  track: nothing,
  page: nothing,
  identify: nothing,
  reset: nothing,
  consent: { grant: nothing, deny: nothing },
  flush: () => Promise.resolve(false),
  stop: nothing,
}

/**
 * Starts the SDK on this page; on a server it does nothing. The types of a tracking plan make an
 * unknown event or a wrong property an error of the compiler: `createWeir<Plan>(…)`.
 */
export const createWeir = <Plan extends PlanTypes = NoPlan>(options: WeirOptions): Weir<Plan> => {
  if (!globalThis.window) return inert
  const { api, begin } = createClient<Plan>(options)
  begin()
  return api
}
