import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { type AppParts, createApp } from '../../src/create-app.ts'
import type { Template } from './template.ts'

export interface Synthesis {
  readonly app: App
  readonly template: Template
  /** Of the cloud assembly: what CDK's own rules and cdk-nag have found. */
  readonly findings: readonly unknown[]
  /** Files of the image, where one is built. */
  readonly imageFiles: readonly string[]
}

export const certificate = 'arn:aws:acm:eu-west-1:111111111111:certificate/0a1b-2c3d'
const everywhere = { account: '111111111111', region: 'eu-west-1' }

/** What `cdk` keeps in cdk.context.json after it has looked at a VPC. */
const lookedUp = {
  'vpc-provider:account=111111111111:filter.vpc-id=vpc-0123456789abcdef0:region=eu-west-1:returnAsymmetricSubnets=true':
    {
      vpcId: 'vpc-0123456789abcdef0',
      vpcCidrBlock: '10.9.0.0/16',
      availabilityZones: [],
      subnetGroups: ['Public', 'Private'].map((name, group) => ({
        name,
        type: name,
        subnets: ['a', 'b'].map((zone) => ({
          subnetId: `subnet-000000000000000${group}${zone}`,
          cidr: '10.9.0.0/20',
          availabilityZone: `eu-west-1${zone}`,
          routeTableId: `rtb-000000000000000${group}${zone}`,
        })),
      })),
    },
}

export type OptionSet = 'default' | 'everything' | 'trial'

/** The option sets that are looked at; a synthesis takes a second each. */
export const optionSets: Readonly<Record<OptionSet, AppParts>> = {
  default: { context: { 'weir:certificate': certificate } },
  everything: {
    env: everywhere,
    context: {
      ...lookedUp,
      'weir:certificate': certificate,
      'weir:host': 'collect.example.com',
      'weir:vpc': 'vpc-0123456789abcdef0',
      'weir:cdn': 'pl-3b927c52',
      'weir:image': '111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/weir:1.2.3',
      'weir:architecture': 'arm64',
      'weir:capacity': 'provisioned',
      'weir:shards': 4,
      'weir:codec': 'kpl',
      'weir:format': 'parquet',
      'weir:spool': 'volume',
      'weir:spoolGiB': 40,
      'weir:live': true,
      'weir:alarmEmail': 'team@example.com',
      'weir:settings': { WEIR_COOKIE: 'weir_id' },
    },
  },
  trial: {
    context: {
      'weir:http': true,
      'weir:codec': 'ndjson-gzip',
      'weir:silentMinutes': 0,
      'weir:keep': false,
    },
  },
}

/** Each option set by its name. */
export type Syntheses = Readonly<Record<OptionSet, Synthesis>>
export type Made = readonly (readonly [OptionSet, Synthesis])[]

/** The app as `cdk synth` makes it: no account, no command line, no network. */
export async function synthesise(name: OptionSet): Promise<Synthesis> {
  const outdir = await mkdtemp(join(tmpdir(), 'weir-cdk-'))
  try {
    const app = await createApp({ ...optionSets[name], outdir })
    const assembly = app.synth()
    const read = async (file: string) =>
      JSON.parse(await readFile(join(outdir, file), 'utf8')) as unknown
    const report = (await read('validation-report.json')) as { pluginReports: unknown[] }
    return {
      app,
      template: (await read('Weir.template.json')) as Template,
      findings: report.pluginReports,
      imageFiles: await listImage(assembly.directory),
    }
  } finally {
    await rm(outdir, { recursive: true })
  }
}

async function listImage(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true })
  return entries
    .map((path) => /^asset\.[0-9a-f]{64}\/(.+)$/u.exec(path)?.[1])
    .filter((path) => path !== undefined)
}
