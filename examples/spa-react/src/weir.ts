import { createWeir, defaultCapture } from '@weir/browser-sdk'
import type { Plan } from '../generated/types.ts'

/** Collects from here on; events wait in memory until the visitor has decided. */
export const weir = createWeir<Plan>({
  endpoint: import.meta.env.VITE_WEIR_ENDPOINT ?? 'http://localhost:8080',
  writeKey: import.meta.env.VITE_WEIR_WRITE_KEY ?? 'wk_demo',
  capture: defaultCapture(),
  consent: 'unknown',
})
