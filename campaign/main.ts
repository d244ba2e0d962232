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
const { lost, invented, altered } = verdict
const rows = { ...verdict, lost: lost.length, invented: invented.length, altered: altered.length }
for (const [name, count] of Object.entries(rows)) {
  console.log(`${name.padEnd(14)} ${count.toLocaleString('en').padStart(10)}`)
}
console.log(`in ${((performance.now() - start) / 1000).toFixed(0)} s`)
if (rows.lost + rows.invented + rows.altered > 0) {
  console.error(`the promise is broken; again with: pnpm campaign ${kills} ${seed}`)
  for (const line of [...lost, ...invented, ...altered].slice(0, 20)) console.error(line)
  process.exitCode = 1
}
