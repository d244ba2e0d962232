import { runKillCampaign } from './kill-campaign.ts'

/** `pnpm campaign [kills] [seed]`: prints what was sent, acknowledged, lost and doubled. */
const [kills = '200', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv
  .slice(2)
  .filter((word) => word !== '--')
console.log(`kill campaign: ${kills} kills, seed ${seed}`)
const start = performance.now()
const verdict = await runKillCampaign({
  kills: Number(kills),
  seed: Number(seed),
  onKill: (kill) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${kill} of ${kills}`)
  },
})
if (process.stdout.isTTY) process.stdout.write('\r')
const { lost, invented, altered, disordered } = verdict
const broken = [...lost, ...invented, ...altered, ...disordered]
const rows = Object.entries(verdict).map(
  ([name, value]: [string, number | readonly string[]]) =>
    [name, typeof value === 'number' ? value : value.length] as const,
)
for (const [name, count] of rows) {
  console.log(`${name.padEnd(14)} ${count.toLocaleString('en').padStart(10)}`)
}
console.log(`in ${((performance.now() - start) / 1000).toFixed(0)} s`)
if (broken.length > 0) {
  console.error(`the promise is broken; again with: pnpm campaign ${kills} ${seed}`)
  for (const line of broken.slice(0, 20)) console.error(line)
  process.exitCode = 1
}
