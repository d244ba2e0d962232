export type EngineName = 'chromium' | 'firefox' | 'webkit'

/** What not every engine can do under a program's hand. */
export type Ability = 'beforeunload' | 'crash' | 'deny-storage' | 'offline' | 'pretend'

/** One page that a visitor has open. */
export interface Tab {
  /** Leaves the page for another one, as a visitor does; resolves when that is loaded. */
  goto(url: string): Promise<void>
  /** Leaves the page for the one before; resolves when that is shown, loaded or not. */
  back(): Promise<void>
  /** Loads the page anew; resolves when it is loaded. */
  reload(): Promise<void>
  /**
   * Runs a function in the page and gives its result, awaited if it is a promise. The function
   * travels as text: it sees nothing of what is around it here. Arguments and result are JSON.
   */
  evaluate<Args extends unknown[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>
  /** A real click, trusted by the page, on the first element that matches. */
  click(selector: string): Promise<void>
  /** Types into the first element that matches, key by key; a line break is the key Enter. */
  type(selector: string, text: string): Promise<void>
  /** Closes the tab as a visitor does: the page sees `beforeunload` and `pagehide`. */
  close(): Promise<void>
}

/** A visitor's browser: its tabs share storage, and another profile sees none of it. */
export interface Profile {
  /** Opens a tab; resolves when the page is loaded. Works again after all tabs were closed. */
  open(url: string): Promise<Tab>
  /** Takes the network away from all tabs, or gives it back. Rejects where the engine cannot. */
  setOffline(offline: boolean): Promise<void>
  /**
   * Kills the processes that run the pages, of all profiles of this engine. No page sees
   * anything of it; what was stored stays, and `open` works again.
   */
  crash(): Promise<void>
  close(): Promise<void>
}

/** What a visitor's browser says of itself. */
export interface Traits {
  readonly userAgent: string
  readonly locale: string
  readonly timezoneId: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly screen: { readonly width: number; readonly height: number }
}

export interface ProfileOptions {
  /**
   * Whether `crash` will be called, or a page stay that does not come to the end of its loading. WebKit is
   * driven in another way then, in which clicks are synthetic and there is one tab at a time. Default: false.
   */
  readonly toCrash?: boolean | undefined
  /** What to pretend to be; ignored by an engine that cannot. Default: what it is. */
  readonly traits?: Traits | undefined
}

/** A running browser. */
export interface Engine {
  readonly name: EngineName
  readonly version: string
  /** Where it comes from, in words. */
  readonly origin: string
  /** What it cannot do, and why. */
  readonly cannot: Readonly<Partial<Record<Ability, string>>>
  newProfile(options?: ProfileOptions): Promise<Profile>
  close(): Promise<void>
}

export interface LaunchOptions {
  /** Whether pages may keep cookies and storage; an engine that cannot deny it says so. Default: allowed. */
  readonly storage?: 'allowed' | 'denied' | undefined
}

/** An engine that this machine has. */
export interface EngineSource {
  readonly origin: string
  launch(options?: LaunchOptions): Promise<Engine>
}
