import { startGatewayProgram } from '@weir/local/gateway-program'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { writeKey } from './write-key.ts'

/** Of a stored record, what the ledger reads. */
export interface StoredRecord {
  readonly event_id: string
  readonly event_type: string
  readonly page_host: string
  readonly instance_id?: string | null
  readonly seq?: number | null
  readonly previous_instance?: { readonly instance_id: string; readonly last_seq: number } | null
  readonly properties?: Readonly<Record<string, unknown>> | null
}

export interface RejectedRecord {
  readonly code: string
  readonly errors: unknown
  readonly origin: string | null
}

/** The gateway behind a way with faults, and what it has stored. */
export interface Collector {
  readonly proxy: FaultProxy
  stored(): Promise<readonly StoredRecord[]>
  rejected(): Promise<readonly RejectedRecord[]>
  /** Forgets what was stored and seen, and takes the fault away. */
  reset(): Promise<void>
  close(): Promise<void>
}

export async function startCollector(origins: readonly string[]): Promise<Collector> {
  const gateway = await startGatewayProgram({ writeKey, origins })
  const proxy = await startFaultProxy(gateway.url)
  const list = async <Record>(name: string): Promise<readonly Record[]> => {
    const response = await fetch(`${gateway.url}/console/api/${name}`)
    return ((await response.json()) as { events: readonly Record[] }).events
  }
  return {
    proxy,
    stored: () => list<StoredRecord>('good'),
    rejected: () => list<RejectedRecord>('rejected'),
    async reset() {
      proxy.fault = { kind: 'none' }
      proxy.seen.length = 0
      await fetch(`${gateway.url}/console/api/reset`, { method: 'POST' })
    },
    async close() {
      await proxy.close()
      await gateway.stop()
    },
  }
}
