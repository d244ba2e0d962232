import { startNullKinesis } from '../gateway/null-kinesis.ts'

/** A process of its own, so that its work is not counted as that of who is measured. */
const { url } = await startNullKinesis('h1')
process.send?.(url)
process.on('disconnect', () => process.exit())
