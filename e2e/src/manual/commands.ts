import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './pages.ts'

/** What a command of the manual comes down to on this machine. */
export interface Command {
  /** For a shell. */
  readonly script: string
  readonly words: readonly string[]
  /** Default: where the reader stands. */
  readonly cwd?: string
  /** Says that it serves; then it is ended as by Ctrl-C. Without it, it ends by itself. */
  readonly serves?: RegExp
}

interface Adaptation {
  /** Of the words after `npx --yes pnpm`. */
  readonly command: RegExp
  /** Words behind those of the manual: free ports, less time, a folder that nobody else uses. */
  readonly more?: readonly string[]
  readonly serves?: RegExp
}

const adaptations: readonly Adaptation[] = [
  {
    command: /^start\b/u,
    more: ['--port', '0', '--shop-port', '0', '--buffer-seconds', '3'],
    serves: /^ {2}logs +/mu,
  },
  { command: /^gateway\b(?!.*--check)/u, serves: /"msg":"ready"/u },
  { command: /^traffic\b/u, more: ['--seconds', '1', '--gateway', '{gateway}'] },
  { command: /^traffic\b.*--kinesis/u, more: ['--endpoint', '{kinesis}'] },
  { command: /^--filter @weir\/console build$/u, more: ['--outDir', './dist-of-console'] },
  { command: /^--filter \S+ dev$/u, more: ['--port', '0'], serves: /Local:|"listening"/u },
  { command: /main\.ts kinesis\b/u, more: ['--port', '0'], serves: /listen|http:/u },
  { command: /main\.ts firehose\b/u, more: ['--port', '0'], serves: /status on/u },
  { command: /script-tag\/src\/main\.ts/u, more: ['--port', '0'], serves: /"listening"/u },
]

interface Manifest {
  readonly name: string
  readonly scripts?: Readonly<Record<string, string>>
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** The folder of a package of the workspace. */
function folderOf(name: string): string {
  const folders = ['packages', 'examples'].flatMap((parent) =>
    readdirSync(join(projectRoot, parent)).map((each) => join(projectRoot, parent, each)),
  )
  const found = folders.find(
    (folder) => existsSync(join(folder, 'package.json')) && readManifest(folder).name === name,
  )
  if (found === undefined) throw new Error(`no package ${name}`)
  return found
}

/** What pnpm would run, for the words behind its name. */
function pnpm(words: readonly string[]): Command {
  const line = words.join(' ')
  const found = adaptations.filter(({ command }) => command.test(line))
  const serves = found.find((each) => each.serves)?.serves
  const more = found.flatMap((each) => each.more ?? [])
  const rest = serves === undefined ? {} : { serves }
  const [first = '', second = '', third = '', ...others] = words
  if (first === '--filter') {
    const cwd = folderOf(second)
    const script = readManifest(cwd).scripts?.[third]
    if (script === undefined) throw new Error(`no script ${third} in ${second}`)
    return { script, words: [...others, ...more], cwd, ...rest }
  }
  if (first === 'exec') return { script: second, words: [third, ...others, ...more], ...rest }
  const script = readManifest(projectRoot).scripts?.[first]
  if (script === undefined) throw new Error(`no script ${first} in the project`)
  return { script, words: [...words.slice(1), ...more], ...rest }
}

const node = `${projectRoot}/node_modules/.bin/node --conditions=weir-source`
/** `cdk deploy` up to the template, by the app itself. */
const synthesise: Command = { script: `${node} src/main.ts`, words: [] }
/** Once there is a template, other options are read and judged: examples/aws tries out what comes of them. */
const readOptions: Command = {
  script: `${node} --input-type=module -e 'import { readOptions } from "./src/options/read-options.ts"
    readOptions(JSON.parse(process.env.CDK_CONTEXT_JSON))'`,
  words: [],
}

/** What serves already. */
export interface Addresses {
  readonly gateway: string
  readonly kinesis: string
}

/** A command that stands in for the one of the manual. */
export function commandOf(
  program: string,
  words: readonly string[],
  { gateway, kinesis }: Addresses,
): Command {
  const command = standIn(program, words)
  const put = (word: string) => word.replace('{gateway}', gateway).replace('{kinesis}', kinesis)
  return { ...command, words: command.words.map(put) }
}

function standIn(program: string, words: readonly string[]): Command {
  if (program === 'npx' && words[0] === '--yes' && words[1] === 'pnpm') return pnpm(words.slice(2))
  if (program === 'npx' && /^aws-cdk@\S+ deploy /u.test(words.slice(1).join(' '))) {
    return existsSync('cdk.out') ? readOptions : synthesise
  }
  throw new Error('nobody knows how to run it: teach e2e/src/manual, or say why not in not-run.ts')
}

const imageElsewhere = '111111111111.dkr.ecr.eu-west-1.amazonaws.com/weir:manual'

/** What `-c name=value` says to an app of CDK. */
export function contextOf(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.flatMap((word, at) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/u.exec(words[at + 1] ?? '') ?? []
    return word === '-c' ? [[name, value] as const] : []
  })
  // The image is what needs a container engine; and making its files ready takes half a minute.
  return { 'weir:image': imageElsewhere, ...Object.fromEntries(pairs) }
}
