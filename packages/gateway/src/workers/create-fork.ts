import cluster, { type Worker } from 'node:cluster'
import type { Logger } from 'pino'
import type { WorkerProcess } from './crew.ts'
import { ipcPort } from './ipc-port.ts'

/** Makes worker processes of this program. */
export function createFork(logger: Logger): () => WorkerProcess {
  // Workers accept for themselves. A primary that deals out connections hands some to a worker that
  // was killed a moment ago, and nobody answers or closes those, ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  return () => {
    const worker = tryFork(logger)
    if (worker === undefined) return nobody
    worker.on('error', (error) => {
      // A channel that breaks while something is sent says so as well; the exit that follows is what counts.
      if (!isMade(worker)) logger.error(`no process for a worker: ${error.message}`)
    })
    return {
      pid: worker.process.pid,
      port: ipcPort(worker),
      kill: (signal) => void worker.process.kill(signal),
      onExit(see) {
        // Node tells no exit of a process that could not be made: too many processes, too many open files.
        if (isMade(worker)) worker.on('exit', see)
        else setImmediate(see, null, null)
      },
    }
  }
}

/** For want of memory, for one, Node throws instead of telling an error. */
function tryFork(logger: Logger): Worker | undefined {
  try {
    return cluster.fork()
  } catch (error) {
    logger.error(`no process for a worker: ${(error as Error).message}`)
    return undefined
  }
}

const ignore = (): void => undefined
const nobody: WorkerProcess = {
  pid: undefined,
  port: { send: ignore, pending: () => 0, onMessage: ignore, onClose: ignore },
  kill: ignore,
  onExit: (see) => void setImmediate(see, null, null),
}

const isMade = (worker: Worker): boolean => worker.process.pid !== undefined
