import cluster from 'node:cluster'

/**
 * Loaded by `node --import` before a program of the pipeline. A supervisor that was killed cannot
 * stop its programs; their channel to it closes, and that is as good as a SIGTERM from it. What does
 * not end soon after is killed: a start that follows needs its ports and its locks, and nothing that
 * was acknowledged depends on a peaceful end. A worker of a cluster follows its primary anyway.
 */
const patienceMs = 3000

if (cluster.isPrimary && process.channel !== undefined) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // A program may end when it has nothing left to do.
  process.channel?.unref()
}
