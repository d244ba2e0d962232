import { pnpm, type Answer } from './pnpm.ts'

export type Audit = 'clean' | 'findings' | 'not answered'

const silent =
  /ERR_PNPM_AUDIT_(?:BAD_RESPONSE|ENDPOINT_NOT_EXISTS)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONN(?:REFUSED|RESET)|E(?:HOST|NET)UNREACH/u

/** What an answer of `pnpm audit` means: a registry that answers no audits is no clean audit. */
export function readAudit({ ok, output, errors }: Answer): Audit {
  if (ok) return 'clean'
  const said = output + errors
  // Who was answered at the second attempt has heard of the failure of the first as well.
  const isAnswered = /\d+ vulnerabilit(?:y|ies) found/u.test(said)
  return !isAnswered && silent.test(said) ? 'not answered' : 'findings'
}

/** Asks the registry for known weaknesses in everything that is installed, tools included. */
export async function askForAudit(): Promise<{ audit: Audit; text: string }> {
  const answer = await pnpm('audit')
  return { audit: readAudit(answer), text: answer.output + answer.errors }
}
