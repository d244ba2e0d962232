import type { Scenario } from '../delivery/scenario.ts'

/** The visitor goes while events are under way. */
export const leaving: readonly Scenario[] = [
  {
    name: 'track, then navigate',
    host: 'navigate',
    mayRepeat: 1,
    async run({ open }) {
      const visit = await open()
      await visit.trackAt('click', 5)
      await visit.leave()
    },
  },
  {
    name: 'track, then navigate to a page that is there at once',
    host: 'navigate-soon',
    mayRepeat: 1,
    async run({ open }) {
      const visit = await open()
      await visit.trackAt('click', 5)
      await visit.leave('soon')
    },
  },
  {
    name: 'track, then close the tab',
    host: 'close',
    mayRepeat: 1,
    async run({ open }) {
      const visit = await open()
      await visit.track(5)
      await visit.tab.close()
    },
  },
  {
    name: 'track in pagehide, then navigate',
    host: 'pagehide-navigate',
    mayRepeat: 1,
    async run({ open }) {
      const visit = await open()
      await visit.trackAt('pagehide', 5)
      await visit.leave()
    },
  },
  {
    name: 'track in pagehide, then close the tab',
    host: 'pagehide-close',
    mayRepeat: 1,
    physicallyLost: {
      firefox:
        'it ends one listener while a tab is closed: what that had yet to track is never called',
    },
    async run({ open }) {
      const visit = await open()
      await visit.trackAt('pagehide', 5)
      await visit.tab.close()
    },
  },
  {
    name: '200 events of 1 KB, then navigate',
    host: 'burst',
    mayRepeat: 1,
    async run({ open }) {
      const visit = await open()
      await visit.trackAt('click', 200, 1000)
      await visit.leave()
    },
  },
  {
    name: 'slow answers, then navigate',
    host: 'slow',
    mayRepeat: 1,
    async run({ open, collector, pace }) {
      collector.proxy.fault = { kind: 'slow', ms: pace.outageMs }
      const visit = await open()
      await visit.trackAt('click', 5)
      await visit.leave('soon')
      collector.proxy.fault = { kind: 'none' }
      await (await open()).track(5)
    },
  },
  {
    name: 'back from the back/forward cache',
    host: 'bfcache',
    mayRepeat: 1,
    async run({ open, claim }) {
      const visit = await open()
      await visit.track(5)
      await visit.leave()
      await visit.tab.back()
      claim((await visit.restored()) === 1, 'the page comes back from the cache')
      await visit.track(5)
      await visit.leave()
    },
  },
]
