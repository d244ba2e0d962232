import { benchSchema } from './schema/bench-schema.ts'

/** `pnpm bench` runs every measurement, `pnpm bench <name>` one of them. */
const benches: Readonly<Record<string, () => boolean>> = { schema: benchSchema }

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there is ${Object.keys(benches).join(', ')}`)
  process.exitCode = 2
} else {
  const names = asked.length > 0 ? asked : Object.keys(benches)
  const results = names.map((name) => benches[name]?.() ?? false)
  if (results.includes(false)) process.exitCode = 1
}
