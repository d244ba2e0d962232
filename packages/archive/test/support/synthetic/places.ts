/** What the made-up visitors use, see and come from. Weights are chances among their kind. */
export interface Agent {
  readonly weight: number
  readonly user_agent: string
  readonly browser: string
  readonly browser_version: string
  readonly os: string | null
  readonly device_type: 'desktop' | 'mobile' | 'tablet' | 'other'
  readonly is_bot: boolean
  readonly screen: readonly [number, number]
  /** The chance that one of its events never arrives. */
  readonly loss: number
}

const desktop = { device_type: 'desktop', is_bot: false, screen: [1920, 1080] } as const
const mobile = { device_type: 'mobile', is_bot: false, screen: [390, 844] } as const
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

export const agents: readonly Agent[] = [
  {
    ...desktop,
    weight: 34,
    user_agent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0.0.0 Safari/537.36`,
    browser: 'Chrome',
    browser_version: '156.0.0.0',
    os: 'Windows',
    loss: 0.002,
  },
  {
    ...mobile,
    weight: 26,
    user_agent: `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36`,
    browser: 'Chrome',
    browser_version: '156.0.0.0',
    os: 'Android',
    loss: 0.006,
  },
  {
    ...mobile,
    weight: 22,
    user_agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    browser: 'Safari',
    browser_version: '26.1',
    os: 'iOS',
    loss: 0.015,
  },
  {
    ...desktop,
    weight: 8,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    browser: 'Firefox',
    browser_version: '153.0',
    os: 'Linux',
    loss: 0.004,
  },
  {
    ...desktop,
    weight: 5,
    device_type: 'tablet',
    screen: [1024, 1366],
    user_agent:
      'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    browser: 'Safari',
    browser_version: '18.6',
    os: 'iOS',
    loss: 0.01,
  },
  {
    ...desktop,
    weight: 1,
    device_type: 'other',
    user_agent: 'Mozilla/5.0 (Kiosk) Gecko',
    browser: 'Mozilla',
    browser_version: '5.0',
    os: null,
    loss: 0,
  },
  {
    ...desktop,
    weight: 4,
    is_bot: true,
    user_agent: 'Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example.org/)',
    browser: 'Mozilla',
    browser_version: '5.0',
    os: null,
    device_type: 'other',
    loss: 0,
  },
]

export const sites: readonly { site_id: string; host: string }[] = [
  { site_id: 'shop', host: 'shop.example.com' },
  { site_id: 'blog', host: 'blog.example.com' },
]

/** Earlier ones are seen more often. */
export const pages: readonly { path: string; title: string }[] = [
  { path: '/', title: 'Example' },
  { path: '/products', title: 'Products' },
  ...['mug', 'lamp', 'chair', 'desk', 'rug', 'clock', 'vase', 'shelf', 'bowl', 'quilt'].map(
    (name) => ({ path: `/products/${name}`, title: `A ${name}` }),
  ),
  { path: '/cart', title: 'Cart' },
  { path: '/checkout', title: 'Checkout' },
  { path: '/thanks', title: 'Thank you' },
  { path: '/über-uns', title: 'Über “uns”' },
]

/** Where visits begin; null: nobody knows. */
export const origins: readonly { weight: number; referrer: string | null; query: string }[] = [
  { weight: 40, referrer: null, query: '' },
  { weight: 30, referrer: 'https://search.example.org/', query: '' },
  { weight: 8, referrer: 'https://news.example.net/a/b?c=d', query: '' },
  { weight: 6, referrer: 'android-app://com.example.mail/', query: '' },
  {
    weight: 10,
    referrer: null,
    query: '?utm_source=newsletter&utm_medium=email&utm_campaign=autumn',
  },
  {
    weight: 6,
    referrer: 'https://social.example.net/',
    query: '?utm_source=social&utm_medium=cpc&utm_campaign=launch&utm_term=mug&utm_content=blue',
  },
]

export const countries: readonly { country: string; region: string; city: string; tz: string }[] = [
  { country: 'DE', region: 'BE', city: 'Berlin', tz: 'Europe/Berlin' },
  { country: 'FR', region: 'IDF', city: 'Paris', tz: 'Europe/Paris' },
  { country: 'US', region: 'CA', city: 'Oakland', tz: 'America/Los_Angeles' },
  { country: 'JP', region: '13', city: '東京', tz: 'Asia/Tokyo' },
]
