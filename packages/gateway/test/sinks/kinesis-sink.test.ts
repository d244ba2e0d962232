import { createRig } from '../support/kinesis.ts'
import { contract } from './sink-contract.ts'

for (const codec of ['ndjson', 'ndjson-gzip', 'kpl'] as const) {
  contract(`kinesis, ${codec}`, () => createRig({ codec, sink: { recordBytes: 1024 } }))
}
