/** Something with its share among its like. */
export interface Weighted<Value> {
  readonly weight: number
  readonly value: Value
}

const of = <Value>(weight: number, value: Value): Weighted<Value> => ({ weight, value })

export interface Device {
  readonly userAgent: string
  readonly screen: readonly [width: number, height: number]
  readonly viewport: readonly [width: number, height: number]
}

const device = (
  userAgent: string,
  screen: Device['screen'],
  viewport: Device['viewport'],
): Device => ({ userAgent: `Mozilla/5.0 ${userAgent}`, screen, viewport })

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

export const devices: readonly Weighted<Device>[] = [
  of(
    26,
    device(
      `(Linux; Android 10; K) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`,
      [412, 915],
      [412, 785],
    ),
  ),
  of(
    24,
    device(
      '(iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
      [393, 852],
      [393, 659],
    ),
  ),
  of(
    22,
    device(
      `(Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
      [1920, 1080],
      [1905, 945],
    ),
  ),
  of(
    9,
    device(
      `(Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
      [1728, 1117],
      [1512, 860],
    ),
  ),
  of(
    7,
    device(
      '(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
      [1512, 982],
      [1400, 800],
    ),
  ),
  of(
    6,
    device(
      `(Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      [1536, 864],
      [1521, 730],
    ),
  ),
  of(
    4,
    device(
      '(X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      [2560, 1440],
      [1800, 1200],
    ),
  ),
  of(
    2,
    device(
      '(iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
      [820, 1180],
      [820, 1087],
    ),
  ),
]

export const robots: readonly Weighted<Device>[] = [
  of(
    3,
    device(
      'AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/142.0.0.0 Safari/537.36',
      [1024, 1024],
      [1024, 1024],
    ),
  ),
  of(
    1,
    device(
      `(X11; Linux x86_64) ${webkit} HeadlessChrome/142.0.0.0 Safari/537.36`,
      [800, 600],
      [800, 600],
    ),
  ),
]

export interface Place {
  /** ISO 3166. */
  readonly country: string
  readonly language: string
  readonly timezone: string
}

const place = (country: string, language: string, timezone: string): Place => ({
  country,
  language,
  timezone,
})

export const places: readonly Weighted<Place>[] = [
  of(24, place('DE', 'de-DE', 'Europe/Berlin')),
  of(17, place('US', 'en-US', 'America/New_York')),
  of(12, place('GB', 'en-GB', 'Europe/London')),
  of(9, place('FR', 'fr-FR', 'Europe/Paris')),
  of(8, place('US', 'en-US', 'America/Los_Angeles')),
  of(6, place('NL', 'nl-NL', 'Europe/Amsterdam')),
  of(5, place('CA', 'en-CA', 'America/Toronto')),
  of(5, place('SE', 'sv-SE', 'Europe/Stockholm')),
  of(4, place('PL', 'pl-PL', 'Europe/Warsaw')),
  of(4, place('JP', 'ja-JP', 'Asia/Tokyo')),
  of(3, place('BR', 'pt-BR', 'America/Sao_Paulo')),
  of(3, place('AU', 'en-AU', 'Australia/Sydney')),
]

/** How a visit began. */
export interface Origin {
  readonly referrer: string
  /** Of the first page. */
  readonly query: string
}

const origin = (referrer: string, query = ''): Origin => ({ referrer, query })

export const origins: readonly Weighted<Origin>[] = [
  of(34, origin('')),
  of(30, origin('https://www.google.com/')),
  of(5, origin('https://duckduckgo.com/')),
  of(5, origin('https://www.bing.com/')),
  of(9, origin('', '?utm_source=newsletter&utm_medium=email&utm_campaign=first-frost')),
  of(
    8,
    origin(
      'https://www.google.com/',
      '?utm_source=google&utm_medium=cpc&utm_campaign=canoes&utm_term=wooden+canoe',
    ),
  ),
  of(
    5,
    origin(
      'https://www.instagram.com/',
      '?utm_source=instagram&utm_medium=social&utm_campaign=by-the-fire&utm_content=story',
    ),
  ),
  of(4, origin('https://www.reddit.com/r/canoecamping/')),
]
