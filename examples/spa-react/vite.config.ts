import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  // In this repository the SDK comes from its sources; elsewhere nothing of this is needed.
  resolve: { conditions: ['weir-source', ...defaultClientConditions] },
  server: { port: 8091, host: '127.0.0.1' },
})
