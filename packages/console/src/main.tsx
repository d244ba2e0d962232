import { render } from 'preact'
import { createApi } from './api/client.ts'
import { createLive } from './state/live.ts'
import { followTheme } from './state/theme.ts'
import { followAddress } from './state/view.ts'
import { createWatch } from './state/watch.ts'
import { Shell } from './ui/shell.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
followTheme(window)
followAddress(window)
const api = createApi()
render(<Shell stores={{ api, live: createLive(api), watch: createWatch(api, document) }} />, root)
