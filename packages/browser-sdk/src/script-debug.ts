import { debug } from './plugins/debug.ts'
import { startScript } from './start-script.ts'

// The script tag for the time of debugging: the same, but it prints what it does.
startScript({ plugins: [debug()] })
