import Bowser from 'bowser'
import { isbot } from 'isbot'
import { cut, inside } from './page.ts'
import { recently } from '../memory/recently.ts'

/** What the User-Agent header says. Names are those of the stored record. */
export interface UserAgent {
  user_agent?: string
  device_type: 'desktop' | 'mobile' | 'tablet' | 'other'
  browser?: string
  browser_version?: string
  os?: string
  is_bot: boolean
}

/** Reads a User-Agent header; a bot is marked, never dropped. */
export function readUserAgent(header: string): UserAgent {
  if (header === '') return { device_type: 'other', is_bot: false }
  const text = cut(header.toWellFormed(), 1024)
  const { browser, os, platform } = Bowser.parse(text)
  const agent: UserAgent = {
    user_agent: text,
    device_type: deviceTypes[platform.type ?? ''] ?? 'other',
    is_bot: isbot(text),
  }
  if (browser.name) agent.browser = cut(browser.name, 64)
  if (browser.version) agent.browser_version = cut(browser.version, 32)
  if (os.name) agent.os = cut(os.name, 64)
  return agent
}

const deviceTypes: Readonly<Record<string, UserAgent['device_type']>> = {
  desktop: 'desktop',
  mobile: 'mobile',
  tablet: 'tablet',
}

/** The same as the inside of a JSON object; a thousand visitors share a few user agents. */
export const userAgentFields: (header: string) => string = recently(
  (header) => inside(readUserAgent(header)),
  2048,
)
