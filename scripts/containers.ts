import { parseArgs } from 'node:util'
import { check } from './containers/check.ts'
import { type Engine, findEngine } from './containers/engine.ts'
import { readServices, type Service } from './containers/services.ts'

/** The images, built and played as compose.yaml says, with an engine that is there. */
const help = `pnpm containers [--engine NAME] [--no-build]

  --engine NAME  docker, podman, or what understands the same words; default: the first that answers
  --no-build     takes the images weir-gateway and weir-local as they are
  --help         this text

Not checked: published ports, the order in which Compose starts, and that the engine starts again what ended.`

// Podman's own format of an image has no health check.
process.env.BUILDAH_FORMAT ??= 'docker'

const prefix = `weir-check-${process.pid}-`

async function play(engine: Engine, services: readonly Service[]): Promise<number> {
  let failed = 0
  try {
    for await (const { about, found, expected } of check(engine, prefix, services)) {
      const isRight = found === expected
      const text = isRight ? found : `${found}\n  expected ${expected}`
      console.log(`${isRight ? 'ok    ' : 'FAILED'} ${about} ${text.replaceAll('\n', ' ')}`.trim())
      if (!isRight) failed++
    }
  } finally {
    for (const { name } of services.toReversed()) await engine.ask('rm', '--force', prefix + name)
    for (const name of ['kinesis', 'archive', 'spool']) {
      await engine.ask('volume', 'rm', prefix + name)
    }
  }
  for (const image of new Set(services.map((service) => service.image))) {
    const bytes = await engine.tell('image', 'inspect', '--format', '{{.Size}}', image)
    console.log(`       ${image}: ${Math.round(Number(bytes) / 1e6)} MB`)
  }
  return failed
}

async function run({ engine: named, build }: { engine?: string; build: boolean }): Promise<void> {
  const names = named === undefined ? ['docker', 'podman'] : [named]
  const engine = await findEngine(names)
  if (engine === undefined) {
    throw new Error(`${names.join(' or ')} does not answer: nothing was checked`)
  }
  const services = await readServices(prefix)
  const images = new Map(services.map(({ dockerfile, image }) => [dockerfile, image]))
  if (build) for (const [dockerfile, image] of images) await engine.build(dockerfile, image)
  if ((await play(engine, services)) > 0) process.exitCode = 1
}

try {
  const { values } = parseArgs({
    // pnpm passes on the -- of `pnpm containers -- --no-build`.
    args: process.argv.slice(2).filter((word) => word !== '--'),
    allowNegative: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      engine: { type: 'string' },
      build: { type: 'boolean', default: true },
    },
  })
  if (values.help === true) console.log(help)
  else await run(values)
} catch (error) {
  console.error(`containers: ${(error as Error).message}`)
  process.exitCode = 1
}
