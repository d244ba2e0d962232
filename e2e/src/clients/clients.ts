import type { Client } from './client.ts'
import { naiveClient } from './naive-client.ts'
import { weirClient, weirCoreClient } from './weir-client.ts'

/** All of them; the first is the one that is ours. */
export const clients: readonly Client[] = [weirClient, weirCoreClient, naiveClient]
