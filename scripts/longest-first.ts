import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest, about in this order; what drives browsers stands between what waits. A fresh
 * clone has no times of its own, and Vitest then begins with the largest files: a long one among the
 * small ones would run by itself in the end.
 */
export const longest: readonly string[] = [
  'e2e/test/host-page.test.ts',
  'e2e/test/manual/runbook.test.ts',
  'packages/gateway/test/hostile/fuzz.test.ts',
  'campaign/test/path-campaign.test.ts',
  'e2e/test/whole-path.test.ts',
  'e2e/test/manual/shell.test.ts',
  'packages/browsers/test/engines.test.ts',
  'packages/local/test/pipeline/pipeline.test.ts',
  'packages/archive/test/forget/forget.property.test.ts',
  'packages/gateway/test/workers/workers.test.ts',
  'e2e/test/matrix.test.ts',
  'packages/gateway/test/survival/kinesis-faults.test.ts',
  'packages/browser-sdk/test/capture/capture-engagement.test.ts',
  'campaign/test/kill-campaign.test.ts',
  'examples/aws/test/athena/same-as-local.test.ts',
  'examples/aws/test/stack/stack.test.ts',
  'packages/browser-sdk/test/browser/memory.test.ts',
  'packages/gateway/test/spool/spool-model.test.ts',
  'packages/archive/test/reading/archive-reader.test.ts',
  'packages/archive/test/compact/crashes.test.ts',
  'packages/console/test/page.test.ts',
  'packages/local/test/firehose-program.test.ts',
  'packages/gateway/test/survival/disk-faults.test.ts',
  'bench/compare/test/any-collector.test.ts',
  'packages/gateway/test/survival/kinesis-away.test.ts',
  'packages/gateway/test/spool/killed-process.test.ts',
  'packages/gateway/test/hostile/sockets.test.ts',
]

/** Vitest's own order, behind the files that take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = longest.indexOf(relative(root, moduleId))
      return rank === -1 ? longest.length : rank
    }
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}
