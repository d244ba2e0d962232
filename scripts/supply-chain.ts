import { parseArgs } from 'node:util'
import { askForAudit } from './supply-chain/audit.ts'
import { listLicences, notAllowed } from './supply-chain/licences.ts'
import { writeSbom } from './supply-chain/sbom.ts'

/** What comes with us: licences, known weaknesses, and a bill of materials on request. */
const help = `pnpm supply-chain [--licences] [--audit] [--sbom DIRECTORY]

  --licences  every package that ships has a licence that asks for its notice and nothing else
  --audit     no known weakness in anything that is installed; exits 2 when the registry is silent
  --sbom      writes a CycloneDX bill of materials for each package
  --help      this text

Without any of them: licences and audit.`

async function checkLicences(): Promise<number> {
  const packages = await listLicences()
  const strange = notAllowed(packages)
  for (const { name, licence } of strange) console.error(`${name} is under ${licence}`)
  console.log(`${packages.length} packages ship with us, ${strange.length} under another licence`)
  return strange.length > 0 ? 1 : 0
}

async function checkAudit(): Promise<number> {
  const { audit, text } = await askForAudit()
  if (audit === 'findings') console.error(text)
  console.log(`audit: ${audit}`)
  return { clean: 0, findings: 1, 'not answered': 2 }[audit]
}

async function tellSbom(directory: string): Promise<number> {
  const { ok, output, errors } = await writeSbom(directory)
  console.log(ok ? output.trim() : errors.trim())
  return ok ? 0 : 1
}

const { values } = parseArgs({
  // pnpm passes on the -- of `pnpm supply-chain -- --audit`.
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    help: { type: 'boolean', short: 'h' },
    licences: { type: 'boolean' },
    audit: { type: 'boolean' },
    sbom: { type: 'string' },
  },
})
if (values.help === true) {
  console.log(help)
} else {
  const usual = values.licences !== true && values.audit !== true && values.sbom === undefined
  const codes: number[] = []
  if (values.licences === true || usual) codes.push(await checkLicences())
  if (values.audit === true || usual) codes.push(await checkAudit())
  if (values.sbom !== undefined) codes.push(await tellSbom(values.sbom))
  process.exitCode = codes.includes(1) ? 1 : Math.max(...codes)
}
