export { type Found, ensureChromium, findChromium } from './chromium/find-chromium.ts'
export { type LaunchedChromium, launchChromium } from './chromium/launch-chromium.ts'
