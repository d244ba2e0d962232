// Written by packages/browser-sdk/build/generate.ts. Do not edit.
// capture/capture-clicks.d.ts
import type { Capture } from './capture.js';
/** Clicks with the main and the middle button, with a finger and from the keyboard. */
export declare const captureClicks: () => Capture;

// capture/capture-engagement.d.ts
import type { Capture } from './capture.js';
/**
 * How long the page was visible, and how long the visitor was active on it: with the page visible and
 * focused, and not idle. An event tells the time since the one before it, so those of one page view
 * add up.
 */
export declare const captureEngagement: () => Capture;

// capture/capture-errors.d.ts
import type { Capture } from './capture.js';
/** Uncaught errors and unhandled rejections: each at once, and at the end how often it came again. */
export declare const captureErrors: () => Capture;

// capture/capture-forms.d.ts
import type { Capture } from './capture.js';
/**
 * Forms that somebody begins to fill in, sends, or leaves: the names of fields, never what is in them.
 * A form is left when its page view is; a look at another tab is not leaving. Forms in shadow trees are
 * not told of: nobody outside hears that one is sent.
 */
export declare const captureForms: () => Capture;

// capture/capture-pages.d.ts
import type { Capture } from './capture.js';
/** How page views are told apart. */
export interface PageOptions {
    /**
     * What of a scrubbed address names the page: when it changes, a page view is counted. Default: all of
     * it but campaign parameters and the slash at the end of a path.
     */
    readonly canonical?: (url: string) => string;
}
/** Page views: the load, each page of a single-page app, the return from the back/forward cache. */
export declare const capturePages: ({ canonical }?: PageOptions) => Capture;

// capture/capture-scroll.d.ts
import type { Capture } from './capture.js';
/** How deep the visitor scrolled in the page. */
export declare const captureScroll: () => Capture;

// capture/capture.d.ts
import type { Properties } from '../schema/index.js';
/** Ends what it was handed out for. Calling it twice does no harm. */
export type Stop = () => void;
/**
 * Why a page view ends or pauses: the page was hidden (it may come back) or the visitor leaves by
 * `reset()`, it is being unloaded (it may come back from the back/forward cache), or a single-page app
 * moves on to its next page.
 */
export type LeaveReason = 'hide' | 'leave' | 'navigate';
/**
 * Watches one thing on the page. Started once with a context that is all it may use of the SDK,
 * and ended by the stop that it returns: no listener, timer or observer of its own outlives that.
 */
export type Capture = (context: CaptureContext) => Stop;
/** What a capture module may do. None of these functions throws. */
export interface CaptureContext {
    /** The window whose page is watched. */
    readonly window: Window & typeof globalThis;
    /** Records an event of now, on the page view of now. */
    readonly track: (eventType: string, properties?: Properties) => void;
    /**
     * Begins a new page view: tells `onLeave` that the old one ends (when there was one), makes a new
     * page_view_id, reads address and title, records `page_view`, and then tells `onPage`.
     */
    readonly page: (properties?: Properties) => void;
    /** An address without the query parameters that may not be collected. */
    readonly scrubUrl: (url: string) => string;
    /**
     * `addEventListener` with a listener that cannot throw into the page. It is passive, so it never
     * delays scrolling or cancels anything, and it listens in the capture phase, so a page that stops
     * the propagation of an event does not hide it.
     */
    readonly listen: (target: EventTarget, type: string, listener: (event: never) => void) => Stop;
    /**
     * The page view ends or pauses. Called before the queue is flushed, so what is tracked in it still
     * goes out, and still belongs to the page view that ends. One ending may call it more than once:
     * an unloading page says `leave` and then `hide`. Whoever reports what has added up has to report
     * nothing the second time.
     */
    readonly onLeave: (listener: (reason: LeaveReason) => void) => Stop;
    /** A page view has begun and is recorded. */
    readonly onPage: (listener: () => void) => Stop;
    /** Milliseconds since the epoch. */
    readonly now: () => number;
}

// create-weir.d.ts
import type { NoPlan, PlanTypes } from './schema/index.js';
import type { WeirOptions } from './options.js';
import type { Weir } from './weir.js';
/**
 * Starts the SDK on this page; on a server it does nothing. The types of a tracking plan make an
 * unknown event or a wrong property an error of the compiler: `createWeir<Plan>(…)`.
 */
export declare const createWeir: <Plan extends PlanTypes = NoPlan>(options: WeirOptions) => Weir<Plan>;

// index.d.ts
export type { PlanTypes, Properties, Track, WeirEvent } from './schema/index.js';
export type { Capture, CaptureContext, LeaveReason, Stop } from './capture/capture.js';
export { captureClicks } from './capture/capture-clicks.js';
export { captureEngagement } from './capture/capture-engagement.js';
export { captureErrors } from './capture/capture-errors.js';
export { captureForms } from './capture/capture-forms.js';
export { capturePages } from './capture/capture-pages.js';
export { captureScroll } from './capture/capture-scroll.js';
export { createWeir } from './create-weir.js';
export type { ConsentState, WeirOptions } from './options.js';
export { debug } from './plugins/debug.js';
export { linkDomains } from './plugins/link-domains.js';
export type { BeforeSend, Plugin, PluginContext, Report } from './plugins/plugin.js';
export { sampleVisitors } from './plugins/sample-visitors.js';
export { defaultCapture } from './presets.js';
export type { Weir } from './weir.js';

// options.d.ts
import type { Capture } from './capture/capture.js';
import type { BeforeSend, Plugin } from './plugins/plugin.js';
/** What the visitor allows. `unknown`: not asked yet. */
export type ConsentState = 'granted' | 'denied' | 'unknown';
export interface WeirOptions {
    /** The address of the gateway, such as `https://c.example.com`. */
    readonly endpoint: string;
    /** Names the site to the gateway. It is public: it stands in every page. */
    readonly writeKey: string;
    /**
     * What is collected by itself. Default: nothing, so that a bundler leaves out what is not listed;
     * `defaultCapture()` is everything that the script tag has.
     */
    readonly capture?: readonly Capture[];
    /** Extensions, started before `capture`. Default: none. */
    readonly plugins?: readonly Plugin[];
    /** Has the last word on every event, after the hooks of plugins. Default: none. */
    readonly beforeSend?: BeforeSend;
    /**
     * What the visitor allows until `consent.grant()` or `consent.deny()` is called, or was called on
     * an earlier page. Default: `granted`.
     */
    readonly consent?: ConsentState;
    /**
     * Nothing is kept in the browser and no event carries an anonymous_id. `until_granted`: so only as
     * long as there is no consent, which is not waited for then. Default: false.
     */
    readonly cookieless?: boolean | 'until_granted';
    /**
     * What Global Privacy Control and Do Not Track do, as in the gateway: `strip` collects without any
     * id and stores nothing, `drop` collects nothing, `ignore`. Default: `strip`.
     */
    readonly privacySignals?: 'strip' | 'drop' | 'ignore';
    /**
     * Where the visitor is remembered; where that is impossible, the next one is taken. Events wait in
     * localStorage, except with `memory`. Default: `cookie`, on the site's top domain.
     */
    readonly storage?: 'cookie' | 'local_storage' | 'memory';
    /**
     * The name of the cookie and of what is in localStorage. Two sites on one domain need two.
     * Default: `weir`.
     */
    readonly name?: string;
    /**
     * The query parameters that may be collected beside `utm_…`; all others are removed from every
     * address. Default: none.
     */
    readonly keepParams?: readonly string[];
    /** How long events are gathered before they are sent, in milliseconds. Default: 1000. */
    readonly flushMs?: number;
    /**
     * A session ends after so long without an event, in milliseconds, and in any case after 24 hours.
     * Default: 30 minutes.
     */
    readonly sessionIdleMs?: number;
    /**
     * Whether cookies go to the gateway: `include` when it sets its own id (`WEIR_COOKIE`) on another
     * host than that of the page. Default: `same-origin`.
     */
    readonly credentials?: RequestCredentials;
}
type Defaulted = 'plugins' | 'capture' | 'name' | 'consent' | 'flushMs' | 'sessionIdleMs';
/** What the SDK was told, with what it was not told. */
export interface Configured extends Omit<WeirOptions, Defaulted>, Required<Pick<WeirOptions, Defaulted>> {
}
export {};

// plugins/debug.d.ts
import type { Plugin } from './plugin.js';
/**
 * Prints every event as it will be sent, and what became of it: accepted, not accepted this time, or
 * dropped, with the reason and the answer of the gateway, which names the events that it rejected.
 */
export declare const debug: () => Plugin;

// plugins/link-domains.d.ts
import type { Plugin } from './plugin.js';
/**
 * Knows a visitor again on sister sites: a link to one of these domains carries their ids, for the
 * moment in which it is followed; on the other side they are taken when the visitor comes from one
 * of these domains within two minutes.
 */
export declare const linkDomains: (domains: readonly string[]) => Plugin;

// plugins/plugin.d.ts
import type { WeirEvent } from '../schema/index.js';
import type { CaptureContext, Stop } from '../capture/capture.js';
/**
 * Sees every event before it is stored and sent: changes it, returns another one, or returns null
 * to drop it. A hook that throws drops the event as well: what it was to remove must not leave.
 */
export type BeforeSend = (event: WeirEvent) => WeirEvent | null | undefined | void;
/** What became of events, for whoever wants to watch: an answer of the gateway, or a loss. */
export interface Report {
    /** How many. */
    readonly events: number;
    /** `http_` and the status of the answer (0: there was none), or why they were given up. */
    readonly reason: string;
    /** Whether they were given up. */
    readonly isLost?: boolean;
    /** What the gateway answered: which events it rejected, and for what. */
    readonly answer?: string;
}
/** What a plugin may do: all that a capture module may, and take part in what is sent. */
export interface PluginContext extends CaptureContext {
    /** Adds a hook that sees every event before it is stored and sent, in the order of adding. */
    readonly beforeSend: (hook: BeforeSend) => Stop;
    /** Tells what becomes of events. */
    readonly onReport: (listener: (report: Report) => void) => Stop;
}
/** Extends the SDK: started once with a context, ended by the stop that it returns. */
export type Plugin = (context: PluginContext) => Stop;

// plugins/sample-visitors.d.ts
import type { Plugin } from './plugin.js';
/**
 * Collects from a part of the visitors: all events of some, none of the others, decided by the
 * anonymous_id, so that it is the same on every page and with every rate above. Where a visitor may
 * not be known, it is decided for each session.
 */
export declare const sampleVisitors: (rate: number) => Plugin;

// presets.d.ts
import type { Capture } from './capture/capture.js';
/** Everything worth collecting on most sites, with the defaults of each: what the script tag has. */
export declare const defaultCapture: () => readonly Capture[];

// vitals.d.ts
import type { Capture } from './capture/capture.js';
/**
 * How the page felt: CLS, FCP, INP, LCP and TTFB, as web-vitals measures them, each reported once for a
 * load and once for each return from the back/forward cache. Costs about 3 kB more.
 */
export declare const captureVitals: () => Capture;

// weir.d.ts
import type { NoPlan, PlanTypes, Properties, Track } from './schema/index.js';
/** What `createWeir` gives. None of its functions throws. */
export interface Weir<Plan extends PlanTypes = NoPlan> {
    /** Records an event of your own. */
    readonly track: Track<Plan>;
    /** Begins a page view. With `capturePages()` you need not call it. */
    readonly page: (properties?: Properties) => void;
    /** Names the visitor by an id of yours, from now on and on later pages; by an empty one, nobody. */
    readonly identify: (userId: string | number, traits?: Properties) => void;
    /** Goes on as a new visitor in a new session: after a logout. */
    readonly reset: () => void;
    readonly consent: {
        /** Collects from now on, and sends what has waited for this. Remembered for later pages. */
        readonly grant: () => void;
        /**
         * Collects nothing, or nothing with ids where `cookieless` is `until_granted`; forgets who the visitor
         * was, and what was to be collected of them and is not sent. Remembered too.
         */
        readonly deny: () => void;
    };
    /**
     * Sends what waits, now. True when the gateway has all of it; false when something waits on (it
     * will be tried again) or had to be given up.
     */
    readonly flush: () => Promise<boolean>;
    /** Ends listeners, timers and capture. What still waits is sent, or left to the next page. */
    readonly stop: () => void;
}
