import type { Bench } from './report/bench.ts'

/** Every measurement, in the order of the page of results. */
export const benches: Readonly<Record<string, Bench>> = {
  schema: {
    about: 'Our validators beside Ajv compiled at run time, Zod and Valibot, on the same events.',
    load: async () => (await import('./schema/bench-schema.ts')).benchSchema,
  },
  gateway: {
    about: 'The whole gateway beside a handler that only parses, and beside the obvious one.',
    load: async () => (await import('./gateway/bench-gateway.ts')).benchGateway,
  },
  spool: {
    about: 'Appends that are on the disk when they are answered, beside the raw system call.',
    load: async () => (await import('./spool/bench-spool.ts')).benchSpool,
  },
  packing: {
    about:
      'The three ways to pack events into records, beside making their text, and sending them.',
    load: async () => (await import('./packing/bench-packing.ts')).benchPacking,
  },
  archive: {
    about: 'The archive writer beside the plain `gzip` program on the same bytes.',
    load: async () => (await import('./archive/bench-archive.ts')).benchArchive,
  },
  reports: {
    about: 'Compaction and every report, beside the least that DuckDB takes for the same files.',
    load: async () => (await import('./reports/bench-reports.ts')).benchReports,
  },
  shop: {
    about: 'The demo shop in Chromium with and without Weir: paints, shifts, blocking, bytes.',
    load: async () => (await import('./shop/bench-shop.ts')).benchShop,
  },
  console: {
    about:
      'The console in Chromium while 0, 200 and 2,000 events a second come in: frames, and the main thread.',
    load: async () => (await import('./console/bench-console.ts')).benchConsole,
  },
  outage: {
    about: 'A gateway at full load through a minute without Kinesis: memory, and catching up.',
    load: async () => (await import('./outage/bench-outage.ts')).benchOutage,
  },
  sdk: {
    about: 'What the browser SDK costs a page in Chromium, beside handlers that do nothing.',
    load: async () => (await import('./sdk/bench-sdk.ts')).benchSdk,
  },
  compare: {
    about: 'Other browser SDKs on the same pages and the same collector: bytes, and what is lost.',
    load: async () => (await import('./compare/bench-compare.ts')).benchCompare,
  },
  scale: {
    about: 'From 1 to 4 workers and from 1 to 64 shards at the same load, on this machine.',
    load: async () => (await import('./scale/bench-scale.ts')).benchScale,
  },
  simulate: {
    about: 'Up to 1,000,000 events/s by a fleet of simulated gateways, and a 10-minute outage.',
    load: async () => (await import('./simulate/bench-simulate.ts')).benchSimulate,
  },
}
