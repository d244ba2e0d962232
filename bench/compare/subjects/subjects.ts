import { amplitude } from './amplitude.ts'
import { clickstream } from './clickstream.ts'
import { mixpanel } from './mixpanel.ts'
import { naive } from './naive.ts'
import { plausible } from './plausible.ts'
import { posthog } from './posthog.ts'
import { rudderstack } from './rudderstack.ts'
import { segment } from './segment.ts'
import { snowplow } from './snowplow.ts'
import type { Subject } from './subject.ts'
import { weir } from './weir.ts'

/** All of them, in the order of the tables. */
export const subjects: readonly Subject[] = [
  weir,
  snowplow,
  posthog,
  segment,
  rudderstack,
  amplitude,
  mixpanel,
  clickstream,
  plausible,
  naive,
]
