import { writeFile } from 'node:fs/promises'
import { apiFile, apiSource } from './api-file.ts'
import { versionFile, versionSource } from './version-file.ts'

// Apart from the build, which tests run: it would hide from them that one of these is out of date.
await writeFile(versionFile, await versionSource())
await writeFile(apiFile, await apiSource())
