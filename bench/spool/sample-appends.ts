export interface Appender {
  append(payload: Uint8Array): Promise<unknown>
  close(): Promise<void>
}

export interface Sample {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Processor time of the whole process, per append. */
  readonly cpuMicros: number
}

/** A closed loop: every writer appends again as soon as it is answered. */
export async function sampleAppends(
  appender: Appender,
  load: { concurrency: number; payloadBytes: number; seconds: number },
): Promise<Sample> {
  const payload = Buffer.alloc(load.payloadBytes, 'x')
  const latencies: number[] = []
  const start = performance.now()
  const end = start + load.seconds * 1000
  const cpuBefore = process.cpuUsage()
  const writer = async (): Promise<void> => {
    for (let now = performance.now(); now < end;) {
      await appender.append(payload)
      const after = performance.now()
      latencies.push(after - now)
      now = after
    }
  }
  await Promise.all(Array.from({ length: load.concurrency }, writer))
  const cpu = process.cpuUsage(cpuBefore)
  const elapsedSeconds = (performance.now() - start) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0
  return {
    perSecond: latencies.length / elapsedSeconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicros: (cpu.user + cpu.system) / latencies.length,
  }
}
