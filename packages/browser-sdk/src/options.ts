import type { Capture } from './capture/capture.ts'
import type { BeforeSend, Plugin } from './plugins/plugin.ts'

/** What the visitor allows. `unknown`: not asked yet. */
export type ConsentState = 'granted' | 'denied' | 'unknown'

export interface WeirOptions {
  /** The address of the gateway, such as `https://c.example.com`. */
  readonly endpoint: string

  /** Names the site to the gateway. It is public: it stands in every page. */
  readonly writeKey: string

  /**
   * What is collected by itself. Default: nothing, so that a bundler leaves out what is not listed;
   * `defaultCapture()` is everything that the script tag has.
   */
  readonly capture?: readonly Capture[]

  /** Extensions, started before `capture`. Default: none. */
  readonly plugins?: readonly Plugin[]

  /** Has the last word on every event, after the hooks of plugins. Default: none. */
  readonly beforeSend?: BeforeSend

  /**
   * What the visitor allows until `consent.grant()` or `consent.deny()` is called, or was called on
   * an earlier page. Default: `granted`.
   */
  readonly consent?: ConsentState

  /**
   * Nothing is kept in the browser and no event carries an anonymous_id. `until_granted`: so only as
   * long as there is no consent, which is not waited for then. Default: false.
   */
  readonly cookieless?: boolean | 'until_granted'

  /**
   * What Global Privacy Control and Do Not Track do, as in the gateway: `strip` collects without any
   * id and stores nothing, `drop` collects nothing, `ignore`. Default: `strip`.
   */
  readonly privacySignals?: 'strip' | 'drop' | 'ignore'

  /**
   * Where the visitor is remembered; where that is impossible, the next one is taken. Events wait in
   * localStorage, except with `memory`. Default: `cookie`, on the site's top domain.
   */
  readonly storage?: 'cookie' | 'local_storage' | 'memory'

  /**
   * The name of the cookie and of what is in localStorage. Two sites on one domain need two.
   * Default: `weir`.
   */
  readonly name?: string

  /**
   * The query parameters that may be collected beside `utm_…`; all others are removed from every
   * address. Default: none.
   */
  readonly keepParams?: readonly string[]

  /** How long events are gathered before they are sent, in milliseconds. Default: 1000. */
  readonly flushMs?: number

  /**
   * A session ends after so long without an event, in milliseconds, and in any case after 24 hours.
   * Default: 30 minutes.
   */
  readonly sessionIdleMs?: number

  /**
   * Whether cookies go to the gateway: `include` when it sets its own id (`WEIR_COOKIE`) on another
   * host than that of the page. Default: `same-origin`.
   */
  readonly credentials?: RequestCredentials
}

type Defaulted = 'plugins' | 'capture' | 'name' | 'consent' | 'flushMs' | 'sessionIdleMs'

/** What the SDK was told, with what it was not told. */
export interface Configured
  extends Omit<WeirOptions, Defaulted>, Required<Pick<WeirOptions, Defaulted>> {}
