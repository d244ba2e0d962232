import { createMemoryStore } from '../../src/stores/memory-store.ts'
import { contract } from './store-contract.ts'

contract('memory', async () => {
  const store = createMemoryStore()
  return { store, files: () => Promise.resolve(store.files) }
})
