import { parseEcrImage } from './ecr-image.ts'
import type { Options } from './options-table.ts'

/** What the stack sets itself: a second word on it would win or lose by chance. */
export const ownSettings: readonly string[] = [
  'WEIR_HOST',
  'WEIR_PORT',
  'WEIR_ADMIN_HOST',
  'WEIR_ADMIN_PORT',
  'WEIR_SITES',
  'WEIR_SINK',
  'WEIR_STREAM',
  'WEIR_REJECTED_STREAM',
  'WEIR_CODEC',
  'WEIR_SPOOL',
  'WEIR_SPOOL_MAX_BYTES',
  'WEIR_TRUST_PROXY',
  'WEIR_GEO',
  'WEIR_SHUTDOWN_MS',
]

/** Memory that Fargate offers with so much CPU, in MiB: from, to, in steps of. */
const fargateMemory: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
}

/** Options that make no sense together, one line each. */
export function contradictions(options: Options, given: ReadonlySet<keyof Options>): string[] {
  return [
    ...entrance(options),
    ...image(options),
    ...task(options),
    ...reach(options),
    ...archive(options),
    ...unused(options, given),
  ]
}

function entrance({ certificate, http }: Options): string[] {
  if (certificate === undefined && !http) {
    return ['weir:certificate must be given, or weir:http=true for a trial without TLS']
  }
  return certificate !== undefined && http
    ? ['weir:http=true and weir:certificate exclude each other']
    : []
}

function image({ image: name, vpc }: Options): string[] {
  // A VPC of our own has no way out but to ECR.
  return name !== undefined && vpc === undefined && parseEcrImage(name) === undefined
    ? ['weir:image must be in ECR, unless weir:vpc names a VPC with a way to another registry']
    : []
}

function task({ cpu, memory, minTasks, maxTasks, settings }: Options): string[] {
  const [from, to, step] = fargateMemory[cpu] ?? [0, 0, 1]
  const lines: string[] = []
  // Fargate has one size that is out of step: 0.25 vCPU with 1.5 GiB is not offered.
  if (memory < from || memory > to || memory % step !== 0 || (cpu === 256 && memory === 1536)) {
    lines.push(
      `weir:memory must be one that Fargate offers with ${cpu} CPU, ${from} to ${to} in steps of ${step}; it is ${memory}`,
    )
  }
  if (minTasks > maxTasks) {
    lines.push(
      `weir:minTasks must not be above weir:maxTasks; they are ${minTasks} and ${maxTasks}`,
    )
  }
  const taken = Object.keys(settings).filter((name) => ownSettings.includes(name))
  lines.push(...taken.map((name) => `weir:settings must not have ${name}: the stack sets it`))
  return lines
}

function reach({ settings, vpc }: Options): string[] {
  return settings.WEIR_REDIS_URL !== undefined && vpc === undefined
    ? [
        'weir:settings must not have WEIR_REDIS_URL without weir:vpc: from a VPC of our own nothing but AWS is reached',
      ]
    : []
}

function archive(options: Options): string[] {
  const { codec, format, bufferMiB, infrequentDays, glacierDays, expireDays } = options
  const lines: string[] = []
  if (format === 'parquet' && codec === 'ndjson-gzip') {
    lines.push(
      'weir:format=parquet needs weir:codec=ndjson or kpl: Firehose does not look into gzip',
    )
  }
  if (format === 'parquet' && bufferMiB < 64) {
    lines.push(`weir:bufferMiB must be 64 or more for Parquet; it is ${bufferMiB}`)
  }
  // S3 bills at least 30 days of Infrequent Access.
  if (glacierDays < infrequentDays + 30 || expireDays <= glacierDays) {
    lines.push(
      `weir:glacierDays must be 30 after weir:infrequentDays, and weir:expireDays after that; they are ${infrequentDays}, ${glacierDays} and ${expireDays}`,
    )
  }
  return lines
}

function unused(options: Options, given: ReadonlySet<keyof Options>): string[] {
  const lines: string[] = []
  if (given.has('shards') && options.capacity !== 'provisioned') {
    lines.push('weir:shards needs weir:capacity=provisioned')
  }
  if (given.has('host') && options.certificate === undefined) {
    lines.push(
      'weir:host needs weir:certificate: a trial is asked by the name of the load balancer',
    )
  }
  if (given.has('spoolGiB') && options.spool !== 'volume') {
    lines.push('weir:spoolGiB needs weir:spool=volume')
  }
  return lines
}
