import { runFirehoseCampaign } from './firehose-campaign.ts'
import { type KillOptions, runKillCampaign } from './kill-campaign.ts'
import type { Verdict } from './ledger.ts'

/** What is killed. */
const subjects: Readonly<Record<string, (options: KillOptions) => Promise<Verdict>>> = {
  gateway: runKillCampaign,
  archive: (options) => runKillCampaign({ ...options, sink: 'archive' }),
  firehose: runFirehoseCampaign,
}

/** `pnpm campaign [subject] [kills] [seed]`: prints what was sent, acknowledged, lost and doubled. */
const words = process.argv.slice(2).filter((word) => word !== '--')
const subject = /^\d/u.test(words[0] ?? '0') ? 'gateway' : words.shift()
const [kills = '200', seed = String(Math.floor(Math.random() * 2 ** 31))] = words
const run = subjects[subject ?? '']
if (run === undefined) {
  console.error(`campaign: there is no "${subject}"; there is ${Object.keys(subjects).join(', ')}`)
  process.exitCode = 2
} else {
  await campaign(run)
}

async function campaign(runSubject: (options: KillOptions) => Promise<Verdict>): Promise<void> {
  console.log(`kill campaign: ${subject}, ${kills} kills, seed ${seed}`)
  const start = performance.now()
  const verdict = await runSubject({
    kills: Number(kills),
    seed: Number(seed),
    onKill: (kill) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${kill} of ${kills}`)
    },
  })
  if (process.stdout.isTTY) process.stdout.write('\r')
  const broken: string[] = []
  for (const [name, value] of Object.entries(verdict) as [string, number | readonly string[]][]) {
    const count = typeof value === 'number' ? value : value.length
    if (typeof value !== 'number') broken.push(...value)
    console.log(`${name.padEnd(14)} ${count.toLocaleString('en').padStart(10)}`)
  }
  console.log(`in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  if (broken.length > 0) {
    console.error(`the promise is broken; again with: pnpm campaign ${subject} ${kills} ${seed}`)
    for (const line of broken.slice(0, 20)) console.error(line)
    process.exitCode = 1
  }
}
