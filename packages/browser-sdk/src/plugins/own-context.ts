import type { Sdk } from '../sdk.ts'
import type { PluginContext } from './plugin.ts'

/** What a plugin of our own is given: the SDK itself, so that the context stays small for all. */
export interface OwnContext extends PluginContext {
  readonly core: Sdk
}
