import { writeSync } from 'node:fs'

/** Loaded before a program: says at its end, to whoever started it, what it took. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1024 }
  writeSync(3, JSON.stringify(usage))
})
