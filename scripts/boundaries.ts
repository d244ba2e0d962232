import { archiveBoundaries } from './boundaries/archive.ts'
import { awsBoundaries } from './boundaries/aws.ts'
import { archiveReaderBoundaries } from './boundaries/archive-reader.ts'
import { benchBoundaries } from './boundaries/bench.ts'
import type { Boundary } from './boundaries/boundary.ts'
import { browserSdkBoundaries } from './boundaries/browser-sdk.ts'
import { browsersBoundaries } from './boundaries/browsers.ts'
import { consoleBoundaries } from './boundaries/console.ts'
import { campaignBoundaries } from './boundaries/campaign.ts'
import { e2eBoundaries } from './boundaries/e2e.ts'
import { captureBoundaries } from './boundaries/capture.ts'
import { gatewayBoundaries } from './boundaries/gateway.ts'
import { localBoundaries } from './boundaries/local.ts'
import { schemaBoundaries } from './boundaries/schema.ts'
import { trafficBoundaries } from './boundaries/traffic.ts'

/** Which folder may not import which. Later entries win for a file that several match. */
export const boundaries: readonly Boundary[] = [
  ...schemaBoundaries,
  ...localBoundaries,
  ...archiveBoundaries,
  ...archiveReaderBoundaries,
  ...browserSdkBoundaries,
  ...captureBoundaries,
  ...browsersBoundaries,
  ...gatewayBoundaries,
  ...consoleBoundaries,
  ...e2eBoundaries,
  ...campaignBoundaries,
  ...benchBoundaries,
  ...awsBoundaries,
  ...trafficBoundaries,
]
