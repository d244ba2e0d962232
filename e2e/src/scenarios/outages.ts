import { until } from '@weir/browsers'
import { type Fault, limitOf } from '../collector/fault.ts'
import type { Scenario, Stage } from '../delivery/scenario.ts'
import { stepName } from '../site/page-script.ts'

/** Ten events in an outage that at least one request meets, on a page that stays open. */
const stays =
  (fault: Fault) =>
  async ({ open, outage, collector: { proxy }, delivered }: Stage): Promise<void> => {
    const visit = await open()
    await outage(fault, async () => {
      await visit.track(10)
      const isMet = (): boolean => proxy.seen.some(({ status }) => status !== 202)
      await until('a request meets the outage', () => isMet() || undefined)
    })
    await delivered(visit)
  }

/** A limit that says when it will be over. */
const limited =
  (form: 'seconds' | 'date') =>
  async ({ open, collector: { proxy }, pace, claim, delivered }: Stage): Promise<void> => {
    proxy.fault = limitOf(pace.retryAfterSeconds, form)
    const visit = await open()
    await visit.track(10)
    await delivered(visit)
    const refused = proxy.seen.filter(({ status }) => status === 429)
    claim(refused.length > 0, 'a request meets the limit')
    // What was under way together with the first has met it as well.
    const from = (refused[0]?.atMs ?? 0) + 500
    const early = refused.filter(({ atMs }) => atMs > from)
    claim(early.length === 0, `no request comes before Retry-After, and ${early.length} did`)
  }

/** The collector fails while the visitor is there. */
export const outages: readonly Scenario[] = [
  { name: '503 for a while', host: 'unavailable', run: stays({ kind: 'status', status: 503 }) },
  {
    name: '503 without CORS for a while',
    host: 'bare',
    run: stays({ kind: 'bare', status: 503 }),
  },
  { name: 'connections reset for a while', host: 'reset', run: stays({ kind: 'reset' }) },
  {
    name: 'connections refused for a while',
    host: 'refused',
    async run({ open, outage, collector: { proxy }, delivered }) {
      const visit = await open()
      await proxy.refuse()
      await outage({ kind: 'none' }, () => visit.track(10))
      await proxy.listen()
      await delivered(visit)
    },
  },
  {
    name: '503, navigate, come back',
    host: 'come-back',
    mayRepeat: 1,
    async run({ open, outage }) {
      const visit = await open()
      await outage({ kind: 'status', status: 503 }, async () => {
        await visit.track(10)
        await visit.leave()
      })
    },
  },
  {
    name: '413 above 20 KB, 60 events of 1 KB',
    host: 'too-large',
    async run({ open, collector: { proxy }, delivered }) {
      const visit = await open()
      proxy.fault = { kind: 'too-large', aboveBytes: 20_000 }
      await visit.track(60, 1000)
      await delivered(visit)
    },
  },
  {
    name: '429, Retry-After in seconds',
    host: 'limited-seconds',
    run: limited('seconds'),
  },
  {
    name: '429, Retry-After as a date',
    host: 'limited-date',
    run: limited('date'),
  },
  {
    name: 'offline and back',
    host: 'offline',
    needs: 'offline',
    async run({ open, outage, profile, claim, collector: { proxy }, delivered }) {
      const visit = await open()
      await profile.setOffline(true)
      await outage({ kind: 'none' }, () => visit.track(10))
      // The page view from before may still come in; what was tracked since then may not.
      const came = proxy.seen.filter(({ body }) => body.includes(stepName))
      claim(came.length === 0, `nothing comes without a network, and ${came.length} requests did`)
      await profile.setOffline(false)
      await delivered(visit)
    },
  },
]
