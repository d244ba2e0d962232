import { resolve } from 'node:path'
import { Arn, ArnFormat, IgnoreMode, Stack } from 'aws-cdk-lib'
import { Repository } from 'aws-cdk-lib/aws-ecr'
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets'
import { ContainerImage } from 'aws-cdk-lib/aws-ecs'
import type { Construct } from 'constructs'
import { parseEcrImage } from '../options/ecr-image.ts'
import type { Options } from '../options/options-table.ts'

/** What runs, and where it is pulled from. */
export interface GatewayImage {
  readonly image: ContainerImage
  /** In ECR; undefined for a registry that asks for no permission. */
  readonly repositoryArn: string | undefined
}

const root = resolve(import.meta.dirname, '../../../..')

/** The lockfile knows every package of the workspace: each keeps its package.json, and no more. */
const onlyManifest = (folder: string): string[] => [`${folder}/*`, `!${folder}/package.json`]

/** What the Dockerfile does not need: a change there must not make a new image. */
const notNeeded = [
  '.*',
  '**/node_modules',
  '**/dist',
  '**/test',
  '**/*.md',
  '**/*.tsbuildinfo',
  'data',
  'docs',
  'scripts',
  ...['bench', 'campaign', 'e2e', 'examples/*'].flatMap(onlyManifest),
]

/** Built from the Dockerfile of the gateway when deploying, or the one that is named. */
export function createImage(scope: Construct, options: Options): GatewayImage {
  if (options.image === undefined) return buildImage(scope, options)
  const named = parseEcrImage(options.image)
  if (named === undefined) {
    return { image: ContainerImage.fromRegistry(options.image), repositoryArn: undefined }
  }
  const { account, region, name, version } = named
  const repositoryArn = Arn.format(
    {
      partition: Stack.of(scope).partition,
      service: 'ecr',
      region,
      account,
      resource: 'repository',
      resourceName: name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    Stack.of(scope),
  )
  const repository = Repository.fromRepositoryAttributes(scope, 'Repository', {
    repositoryArn,
    repositoryName: name,
  })
  return { image: ContainerImage.fromEcrRepository(repository, version), repositoryArn }
}

/** Synthesis only gathers the files: the engine is needed when deploying. */
function buildImage(scope: Construct, { architecture }: Options): GatewayImage {
  const asset = new DockerImageAsset(scope, 'Image', {
    directory: root,
    file: 'packages/gateway/Dockerfile',
    platform: architecture === 'arm64' ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64,
    exclude: notNeeded,
    ignoreMode: IgnoreMode.DOCKER,
  })
  return {
    image: ContainerImage.fromDockerImageAsset(asset),
    repositoryArn: asset.repository.repositoryArn,
  }
}
