import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { commandOf, contextOf } from './commands.ts'
import { notRun } from './not-run.ts'
import { projectRoot } from './pages.ts'

// Stands in the PATH of a page's commands for npx, npm, aws and docker: runs what is of this project
// without a package manager in between, ends what serves once it does, and notes what it does not run.

const [program = '', ...words] = process.argv.slice(2)
const line = [program, ...words].join(' ').trim()
const {
  MANUAL_CALLS: calls = '',
  MANUAL_GATEWAY: gateway = '',
  AWS_ENDPOINT_URL_KINESIS: kinesis = '',
} = process.env
const note = (...fields: readonly string[]) => appendFileSync(calls, `${fields.join('\t')}\n`)

const reason = notRun.find(({ command }) => command.test(line))
if (reason === undefined) process.exitCode = await run()
else note(line, reason.because)

async function run(): Promise<number> {
  const { cwd = process.cwd(), ...command } = commandOf(program, words, { gateway, kinesis })
  const { script, serves } = command
  // What serves was seen to do so on another page: it takes seconds.
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('WEIR_'))
  const key = createHash('sha1')
    .update(JSON.stringify([line, settings]))
    .digest('hex')
  const served = join(dirname(calls), `.served-${key}`)
  if (serves !== undefined && existsSync(served)) return 0
  const folder = (word: string) => (word.startsWith('./dist') ? resolve(word) : word)
  const bins = [cwd, projectRoot].map((each) => join(each, 'node_modules/.bin'))
  const child = spawn('sh', ['-c', `exec ${script} "$@"`, 'sh', ...command.words.map(folder)], {
    cwd,
    env: {
      ...process.env,
      PATH: [...bins, process.env.PATH].join(delimiter),
      CDK_CONTEXT_JSON: JSON.stringify(contextOf(words)),
      CDK_OUTDIR: resolve('cdk.out'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let isServing = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      said += text
      if (serves?.test(said) && !isServing) isServing = child.kill('SIGTERM')
    })
  }
  const code = await new Promise<number>((done) => {
    // Our programs end with 0; what vite ends with is its own affair.
    const isVite = script === 'vite'
    child.once('close', (ended) => done(isServing && isVite ? 0 : (ended ?? 1)))
  })
  if (isServing && code === 0) writeFileSync(served, line)
  const outputs = words[words.indexOf('--outputs-file') + 1]
  if (code === 0 && words.includes('--outputs-file')) writeOutputs(outputs ?? '')
  return code
}

/** What a deployment answers: the outputs of the template, each with the address of the gateway. */
function writeOutputs(file: string): void {
  const name = readdirSync('cdk.out').find((each) => each.endsWith('.template.json')) ?? ''
  const { Outputs } = JSON.parse(readFileSync(join('cdk.out', name), 'utf8')) as { Outputs: object }
  const outputs: Record<string, string> = {}
  for (const key of Object.keys(Outputs)) outputs[key] = gateway
  writeFileSync(file, JSON.stringify({ Weir: outputs }))
}
