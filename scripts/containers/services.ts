import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './engine.ts'

/** A service of compose.yaml, as words for `run`. */
export interface Service {
  readonly name: string
  readonly image: string
  readonly dockerfile: string
  /** What comes after `run`. */
  readonly words: readonly string[]
}

interface Said {
  readonly build: { readonly dockerfile: string }
  readonly image: string
  readonly user: string
  readonly read_only: boolean
  readonly tmpfs: readonly string[]
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
  readonly network_mode?: string
  readonly volumes: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly configs?: readonly { readonly source: string; readonly target: string }[]
  readonly command?: readonly string[]
}
interface Compose {
  readonly services: Readonly<Record<string, Said>>
  readonly configs: Readonly<Record<string, { readonly file: string }>>
}

/** All that compose.yaml says but for ports and restarts. `prefix` is that of containers and volumes. */
export async function readServices(prefix: string): Promise<readonly Service[]> {
  const text = await readFile(join(root, 'compose.yaml'), 'utf8')
  const { services, configs } = parse(text, { merge: true }) as Compose
  return Object.entries(services).map(([name, said]) => {
    const each = (flag: string, values: readonly string[] = []) =>
      values.flatMap((value) => [flag, value])
    const [, shared] = said.network_mode?.split(':') ?? []
    const mounts = (said.configs ?? []).map(
      ({ source, target }) => `${join(root, configs[source]?.file ?? '')}:${target}:ro`,
    )
    const network = shared === undefined ? 'none' : `container:${prefix}${shared}`
    const words = [
      `--name=${prefix}${name}`,
      `--user=${said.user}`,
      `--read-only=${said.read_only}`,
      `--network=${network}`,
      ...each('--tmpfs', said.tmpfs),
      ...each('--cap-drop', said.cap_drop),
      ...each('--security-opt', said.security_opt),
      ...each(
        '--env',
        Object.entries(said.environment ?? {}).map(([key, value]) => `${key}=${value}`),
      ),
      ...each('--volume', [...said.volumes.map((volume) => prefix + volume), ...mounts]),
      said.image,
      ...(said.command ?? []),
    ]
    return { name, image: said.image, dockerfile: said.build.dockerfile, words }
  })
}
