import { benchArchive } from './archive/bench-archive.ts'
import { benchGateway } from './gateway/bench-gateway.ts'
import { benchOutage } from './outage/bench-outage.ts'
import { benchSchema } from './schema/bench-schema.ts'

/** `pnpm bench` runs every measurement, `pnpm bench <name>` one of them. */
const benches: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  schema: benchSchema,
  gateway: benchGateway,
  archive: benchArchive,
  outage: benchOutage,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there is ${Object.keys(benches).join(', ')}`)
  process.exitCode = 2
} else {
  const names = asked.length > 0 ? asked : Object.keys(benches)
  const results: boolean[] = []
  for (const name of names) results.push((await benches[name]?.()) ?? false)
  if (results.includes(false)) process.exitCode = 1
}
