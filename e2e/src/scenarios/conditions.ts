import type { Scenario } from '../delivery/scenario.ts'

/** What the page or its browser is like. */
export const conditions: readonly Scenario[] = [
  {
    name: 'two tabs in an outage, one closed in it',
    host: 'two-tabs',
    mayRepeat: 1,
    async run({ open, outage, delivered }) {
      const first = await open()
      const second = await open()
      await outage({ kind: 'status', status: 503 }, async () => {
        await first.track(10)
        await second.track(10)
        await first.tab.close()
      })
      await delivered(second)
    },
  },
  {
    name: 'five pages in an outage',
    host: 'five-pages',
    mayRepeat: 1,
    async run({ open, outage }) {
      await outage({ kind: 'status', status: 503 }, async () => {
        for (let page = 0; page < 5; page++) {
          const visit = await open()
          await visit.track(5)
          await visit.tab.close()
        }
      })
    },
  },
  {
    name: 'two pages open at once after an outage',
    host: 'together',
    mayRepeat: 1,
    async run({ open, outage, delivered }) {
      const visit = await open()
      await outage({ kind: 'status', status: 503 }, async () => {
        await visit.track(20)
        await visit.tab.close()
      })
      const [first] = await Promise.all([open(), open()])
      await delivered(first)
      await delivered(visit)
    },
  },
  {
    name: 'the process of the page is killed in an outage',
    host: 'crash',
    toCrash: true,
    async run({ open, outage, profile }) {
      const visit = await open()
      await outage({ kind: 'status', status: 503 }, async () => {
        await visit.track(10)
        await profile.crash()
      })
    },
  },
  {
    name: 'storage full, 503 for a while',
    host: 'quota',
    // An event may find room where the lease of its segment does not: then the next page sends it as well.
    mayRepeat: 1,
    async run({ open, outage, claim, delivered }) {
      const visit = await open()
      await visit.tab.evaluate(fillStorage)
      await outage({ kind: 'status', status: 503 }, () => visit.track(10))
      await delivered(visit)
      const complaints = await visit.complaints()
      claim(complaints.length === 0, `nothing reaches the page: ${complaints.join(', ')}`)
    },
  },
  {
    name: 'the page clears its storage in an outage',
    host: 'cleared',
    async run({ open, outage, delivered }) {
      const visit = await open()
      await outage({ kind: 'status', status: 503 }, async () => {
        await visit.track(10)
        await visit.tab.evaluate(() => localStorage.clear())
      })
      await delivered(visit)
    },
  },
  {
    name: 'strict CSP and Trusted Types',
    host: 'strict',
    mayRepeat: 1,
    async run({ open, claim, delivered }) {
      const visit = await open('strict/')
      await visit.track(5)
      await delivered(visit)
      const complaints = await visit.complaints()
      claim(complaints.length === 0, `no policy is violated: ${complaints.join(', ')}`)
      await visit.trackAt('click', 5)
      await visit.leave()
    },
  },
]

/** Takes all that is left, to the last character. */
function fillStorage(): void {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (;;) {
      try {
        localStorage.setItem(`full-${localStorage.length}`, 'x'.repeat(size))
      } catch {
        break
      }
    }
  }
}
