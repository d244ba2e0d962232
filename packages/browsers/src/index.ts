export { type Found, ensureChromium, findChromium } from './chromium/find-chromium.ts'
export { type LaunchedChromium, launchChromium } from './chromium/launch-chromium.ts'
export { longestTask } from './chromium/longest-task.ts'
export type {
  Ability,
  Engine,
  EngineName,
  EngineSource,
  LaunchOptions,
  Profile,
  ProfileOptions,
  Tab,
  Traits,
} from './engine.ts'
export { engineNames, ensureEngine, findEngine } from './engines.ts'
export { until } from './until.ts'
export { takeTurns, type Turns } from './webkit/take-turns.ts'
