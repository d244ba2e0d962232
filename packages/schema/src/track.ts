import type { Properties } from './generated/types.ts'

/** The types of a tracking plan, as `weir-schema build` writes them. */
export interface PlanTypes {
  readonly mode: 'strict' | 'open'
  /** The properties of each event, by its name. */
  readonly events: object
}

/** No plan: any name, any properties. */
export interface NoPlan extends PlanTypes {
  readonly mode: 'open'
  readonly events: object
}

type Described<P extends PlanTypes> = keyof P['events'] & string

/** The names that `track()` takes: those of the plan, and in an open plan any other as well. */
export type EventName<P extends PlanTypes> = P['mode'] extends 'strict'
  ? Described<P>
  : Described<P> | (string & {})

/** The properties that belong to a name. */
export type PropertiesOf<P extends PlanTypes, N extends string> =
  N extends Described<P> ? P['events'][N] : Properties

/** Arguments of `track()`: the properties may be left out when the plan requires none of them. */
export type TrackArguments<P extends PlanTypes, N extends string> =
  Partial<PropertiesOf<P, N>> extends PropertiesOf<P, N>
    ? [name: N, properties?: PropertiesOf<P, N>]
    : [name: N, properties: PropertiesOf<P, N>]

/** `track()` as a plan types it: an unknown event or a wrong property does not compile. */
export type Track<P extends PlanTypes = NoPlan> = <N extends EventName<P>>(
  ...event: TrackArguments<P, N>
) => void
