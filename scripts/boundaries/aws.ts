import { type Boundary, noMain } from './boundary.ts'

const aws = 'examples/aws/src'
const noConstructs = {
  regex: '^(aws-cdk-lib|cdk-nag|constructs)(/|$)',
  message: 'What a month costs, and what runs in Lambda, knows no constructs.',
  probe: 'aws-cdk-lib',
}

export const awsBoundaries: readonly Boundary[] = [
  {
    files: [`${aws}/**`],
    probeFile: `${aws}/watch/probe.ts`,
    denied: [noMain],
  },
  {
    files: [`${aws}/cost/**`, `${aws}/live/handler/**`],
    probeFile: `${aws}/cost/probe.ts`,
    denied: [noConstructs],
  },
]
