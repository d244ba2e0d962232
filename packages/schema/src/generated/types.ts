// Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.
/** What every event carries, whatever its type. A field that is not listed here is refused; the payload of an event belongs in properties. */
export interface EventFields {
  /** Names this event for ever; duplicates are removed by it. The SDK makes a UUID of version 7. (UUID) */
  readonly event_id: string
  /** When it happened, by the clock of the visitor. (RFC 3339, UTC, milliseconds) */
  readonly timestamp: string
  /** The visit that the event belongs to. (1 to 64 characters) */
  readonly session_id: string
  /** The page where it happened. (http or https URL, at most 2048 characters) */
  readonly page_url: string
  /** The visitor, by an id of our making. Absent when the visitor may not be stored. (1 to 64 characters) */
  readonly anonymous_id?: string
  /** The visitor, by an id of yours, once identified. (at most 128 characters) */
  readonly user_id?: string | null
  /** The SDK instance: one page load. (1 to 64 characters) */
  readonly instance_id?: string
  /** The number of this event within its instance, from 0, without gaps. (0 to 9007199254740991) */
  readonly seq?: number
  /** The page load before this one and the number of its last event, so that a lost tail shows. */
  readonly previous_instance?: {
    /** The instance_id of the page load before. (1 to 64 characters) */
    readonly instance_id: string
    /** The seq of its last event. (0 to 9007199254740991) */
    readonly last_seq: number
  }
  /** Groups what happened on one page view. (1 to 64 characters) */
  readonly page_view_id?: string
  /** The title of the page. (at most 512 characters) */
  readonly page_title?: string | null
  /** The page that the visitor came from, as the browser gave it. (at most 2048 characters) */
  readonly referrer?: string | null
  /** One number to add up: a price, a score, a duration. (finite) */
  readonly value?: number | null
  /** The language of the browser, a BCP 47 tag. (at most 35 characters) */
  readonly language?: string
  /** The time zone of the browser, an IANA name. (at most 64 characters) */
  readonly timezone?: string
  /** Width of the screen. (0 to 65535) */
  readonly screen_width?: number
  /** Height of the screen. (0 to 65535) */
  readonly screen_height?: number
  /** Width of the window that shows the page. (0 to 65535) */
  readonly viewport_width?: number
  /** Height of the window that shows the page. (0 to 65535) */
  readonly viewport_height?: number
  /** What the visitor allowed when the event happened. */
  readonly consent?: "granted" | "denied" | "unknown"
}

/** The payload of an event of your own. */
export type Properties = Readonly<Record<string, unknown>>

/** Something was clicked. Text is capped and masked; what an input holds is never read. */
export interface ClickProperties {
  /** The tag of what was clicked, such as button. (at most 128 characters) */
  readonly element?: string
  /** Its id. (at most 128 characters) */
  readonly element_id?: string
  /** Its classes, separated by spaces. (at most 256 characters) */
  readonly element_classes?: string
  /** Its name. (at most 128 characters) */
  readonly element_name?: string
  /** Its ARIA role. (at most 128 characters) */
  readonly role?: string
  /** Its accessible name. (at most 128 characters) */
  readonly label?: string
  /** Its text, masked. (at most 128 characters) */
  readonly text?: string
  /** Where the link leads. (at most 2048 characters) */
  readonly href?: string
  /** Whether the link leaves the site. */
  readonly outbound?: boolean
  /** Whether the link leads to a file. */
  readonly download?: boolean
  /** The kind of file, such as pdf. (matches ^[a-z0-9]{1,16}$) */
  readonly file_extension?: string
  /** Where in the window, from the left. (0 to 65535) */
  readonly x?: number
  /** Where in the window, from the top. (0 to 65535) */
  readonly y?: number
  /** Which button of the mouse, as the browser numbers them. (0 to 15) */
  readonly button?: number
  /** Whether it was one of several quick clicks on the same spot. */
  readonly rage?: boolean
  /** Whether nothing happened after it. */
  readonly dead?: boolean
  readonly [name: string]: unknown
}

/** How a page view was spent. Sent when the page is left or hidden. */
export interface EngagementProperties {
  /** How long the page was visible. (0 to 2678400000) */
  readonly visible_ms: number
  /** How long the visitor was active on it. (0 to 2678400000) */
  readonly active_ms: number
  /** The deepest point reached. (0 to 100) */
  readonly max_scroll_percent?: number
  /** Why the count ended. */
  readonly reason?: "hide" | "leave" | "navigate"
  readonly [name: string]: unknown
}

/** A form was begun and left. Names of fields only, never values. */
export interface FormAbandonProperties {
  /** The id of the form. (at most 128 characters) */
  readonly form_id?: string
  /** The name of the form. (at most 128 characters) */
  readonly form_name?: string
  /** Where the form is sent to. (at most 2048 characters) */
  readonly form_action?: string
  /** The fields touched. (at most 64 items) */
  readonly fields?: readonly (string)[]
  /** The field touched last. (at most 128 characters) */
  readonly last_field?: string
  /** From the first touch to the leaving. (0 to 2678400000) */
  readonly duration_ms?: number
  readonly [name: string]: unknown
}

/** The visitor began to fill in a form. Names of fields only, never values. */
export interface FormStartProperties {
  /** The id of the form. (at most 128 characters) */
  readonly form_id?: string
  /** The name of the form. (at most 128 characters) */
  readonly form_name?: string
  /** Where the form is sent to. (at most 2048 characters) */
  readonly form_action?: string
  /** The first field touched. (at most 128 characters) */
  readonly field?: string
  readonly [name: string]: unknown
}

/** A form was sent. Names of fields only, never values. */
export interface FormSubmitProperties {
  /** The id of the form. (at most 128 characters) */
  readonly form_id?: string
  /** The name of the form. (at most 128 characters) */
  readonly form_name?: string
  /** Where the form is sent to. (at most 2048 characters) */
  readonly form_action?: string
  /** The fields touched. (at most 64 items) */
  readonly fields?: readonly (string)[]
  /** The field touched last. (at most 128 characters) */
  readonly last_field?: string
  /** From the first touch to the sending. (0 to 2678400000) */
  readonly duration_ms?: number
  readonly [name: string]: unknown
}

/** The visitor became known. The properties are what you know of them. */
export interface IdentifyProperties {
  readonly [name: string]: unknown
}

/** Something went wrong in a script of the page. */
export interface JsErrorProperties {
  /** What the browser said. (at most 1024 characters) */
  readonly message: string
  /** The kind of error. (at most 128 characters) */
  readonly name?: string
  /** How it surfaced. */
  readonly kind?: "error" | "unhandled_rejection"
  /** Where it happened, as the browser tells it. (at most 8192 characters) */
  readonly stack?: string
  /** The script. (at most 2048 characters) */
  readonly source?: string
  /** The line. (0 to 100000000) */
  readonly line?: number
  /** The column. (0 to 100000000) */
  readonly column?: number
  /** How many of the same kind this event stands for. (1 to 1000000) */
  readonly count?: number
  readonly [name: string]: unknown
}

/** A page was shown: loaded, reached inside a single-page app, or brought back from the browser cache. */
export interface PageViewProperties {
  /** How the visitor came to the page. */
  readonly navigation?: "load" | "reload" | "back_forward" | "in_app" | "restored" | "prerendered"
  /** The address that the page names as its own. (http or https URL, at most 2048 characters) */
  readonly canonical_url?: string
  readonly [name: string]: unknown
}

/** The visitor scrolled deeper than before on this page view. */
export interface ScrollProperties {
  /** The deepest point reached, of the height of the page. (0 to 100) */
  readonly depth_percent: number
  /** The deepest point reached, in CSS pixels. (0 to 100000000) */
  readonly depth_px?: number
  /** The height of the page, in CSS pixels. (0 to 100000000) */
  readonly page_height?: number
  readonly [name: string]: unknown
}

/** One measure of how the page felt. */
export interface WebVitalProperties {
  /** Which measure. */
  readonly name: "CLS" | "FCP" | "INP" | "LCP" | "TTFB"
  /** Milliseconds, or the score of CLS. (0 to 1000000000) */
  readonly value: number
  /** How good that is. */
  readonly rating?: "good" | "needs-improvement" | "poor"
  /** The change since the last report of the same measure. (-1000000000 to 1000000000) */
  readonly delta?: number
  /** Groups the reports of one measure on one page. (at most 64 characters) */
  readonly id?: string
  /** How the page was reached. */
  readonly navigation_type?: "navigate" | "reload" | "back-forward" | "back-forward-cache" | "prerender" | "restore"
  /** The element that made the difference. (at most 256 characters) */
  readonly target?: string
  readonly [name: string]: unknown
}

/** Something was clicked. Text is capped and masked; what an input holds is never read. */
export interface ClickEvent extends EventFields {
  readonly event_type: 'click'
  readonly properties?: ClickProperties
}

/** How a page view was spent. Sent when the page is left or hidden. */
export interface EngagementEvent extends EventFields {
  readonly event_type: 'engagement'
  readonly properties: EngagementProperties
}

/** A form was begun and left. Names of fields only, never values. */
export interface FormAbandonEvent extends EventFields {
  readonly event_type: 'form_abandon'
  readonly properties?: FormAbandonProperties
}

/** The visitor began to fill in a form. Names of fields only, never values. */
export interface FormStartEvent extends EventFields {
  readonly event_type: 'form_start'
  readonly properties?: FormStartProperties
}

/** A form was sent. Names of fields only, never values. */
export interface FormSubmitEvent extends EventFields {
  readonly event_type: 'form_submit'
  readonly properties?: FormSubmitProperties
}

/** The visitor became known. The properties are what you know of them. */
export interface IdentifyEvent extends EventFields {
  readonly event_type: 'identify'
  readonly properties?: IdentifyProperties
}

/** Something went wrong in a script of the page. */
export interface JsErrorEvent extends EventFields {
  readonly event_type: 'js_error'
  readonly properties: JsErrorProperties
}

/** A page was shown: loaded, reached inside a single-page app, or brought back from the browser cache. */
export interface PageViewEvent extends EventFields {
  readonly event_type: 'page_view'
  readonly properties?: PageViewProperties
}

/** The visitor scrolled deeper than before on this page view. */
export interface ScrollEvent extends EventFields {
  readonly event_type: 'scroll'
  readonly properties: ScrollProperties
}

/** One measure of how the page felt. */
export interface WebVitalEvent extends EventFields {
  readonly event_type: 'web_vital'
  readonly properties: WebVitalProperties
}

/** What the SDK itself collects, told apart by `event_type`. */
export type BuiltinEvent =
  | ClickEvent
  | EngagementEvent
  | FormAbandonEvent
  | FormStartEvent
  | FormSubmitEvent
  | IdentifyEvent
  | JsErrorEvent
  | PageViewEvent
  | ScrollEvent
  | WebVitalEvent

export type BuiltinEventType = BuiltinEvent['event_type']

/** An event of your own, by any other name. */
export interface CustomEvent extends EventFields {
  readonly event_type: string
  readonly properties?: Properties
}

/** Any event, as it goes over the wire. */
export type WeirEvent = BuiltinEvent | CustomEvent

/** One request of a client: its events, and what concerns all of them. A field that is not listed here is let through and ignored, because refusing an envelope loses every event in it. */
export interface Envelope {
  /** Names the site. May stand in the query as k instead. (1 to 128 characters) */
  readonly write_key?: string
  /** When the client sent the envelope, by its own clock; the gateway corrects timestamps by it. (RFC 3339, UTC, milliseconds) */
  readonly sent_at?: string
  /** Who made the envelope. (at most 16 fields) */
  readonly sdk?: {
    /** The name of the library. (at most 64 characters) */
    readonly name?: string
    /** Its version. (at most 32 characters) */
    readonly version?: string
    readonly [name: string]: unknown
  }
  /** How many events the client itself gave up since the last envelope, by reason. Under unstored: how many it could not keep in storage while they waited, so that they are lost if their page ended before they were sent. (at most 32 fields) */
  readonly dropped?: {
    readonly [name: string]: number
  }
  /** The events, each validated on its own. (1 to 10000 items) */
  readonly events: readonly (unknown)[]
  readonly [name: string]: unknown
}

/** One event as it is stored: one line of JSON, the same from Kinesis to the archive. A field without a value is left out. */
export interface StoredRecord {
  /** Names this event for ever; duplicates are removed by it. (UUID) */
  readonly event_id: string
  /** What happened. (matches ^[a-z][a-z0-9_]{0,63}$) */
  readonly event_type: string
  /** When it happened, corrected for the skew of the clock of the visitor. (RFC 3339, UTC, milliseconds) */
  readonly timestamp: string
  /** When it happened, by the clock of the visitor. (RFC 3339, UTC, milliseconds) */
  readonly client_timestamp: string
  /** When the gateway received it. (RFC 3339, UTC, milliseconds) */
  readonly received_at: string
  /** The site, from the write key. (1 to 64 characters) */
  readonly site_id: string
  /** The visitor, by an id of yours. (at most 128 characters) */
  readonly user_id?: string | null
  /** The visitor, by an id of our making. (at most 64 characters) */
  readonly anonymous_id?: string | null
  /** The visitor, by the cookie that the gateway set. (at most 64 characters) */
  readonly network_id?: string | null
  /** The visit that the event belongs to. (1 to 64 characters) */
  readonly session_id: string
  /** The SDK instance: one page load. (at most 64 characters) */
  readonly instance_id?: string | null
  /** The number of this event within its instance. (0 to 9007199254740991) */
  readonly seq?: number
  /** The page load before this one and the number of its last event. */
  readonly previous_instance?: {
    /** The instance_id of the page load before. (1 to 64 characters) */
    readonly instance_id: string
    /** The seq of its last event. (0 to 9007199254740991) */
    readonly last_seq: number
  }
  /** Groups what happened on one page view. (at most 64 characters) */
  readonly page_view_id?: string | null
  /** The page where it happened. (http or https URL, at most 2048 characters) */
  readonly page_url: string
  /** The host of page_url, with its port if it is not the usual one. (at most 255 characters) */
  readonly page_host?: string | null
  /** The path of page_url. (at most 2048 characters) */
  readonly page_path?: string | null
  /** The title of the page. (at most 512 characters) */
  readonly page_title?: string | null
  /** The page that the visitor came from. (at most 2048 characters) */
  readonly referrer?: string | null
  /** The host of referrer. (at most 255 characters) */
  readonly referrer_host?: string | null
  /** utm_source of page_url. (at most 2048 characters) */
  readonly utm_source?: string | null
  /** utm_medium of page_url. (at most 2048 characters) */
  readonly utm_medium?: string | null
  /** utm_campaign of page_url. (at most 2048 characters) */
  readonly utm_campaign?: string | null
  /** utm_term of page_url. (at most 2048 characters) */
  readonly utm_term?: string | null
  /** utm_content of page_url. (at most 2048 characters) */
  readonly utm_content?: string | null
  /** The User-Agent header. (at most 1024 characters) */
  readonly user_agent?: string | null
  /** The address of the visitor, as much of it as the policy keeps. (at most 45 characters) */
  readonly ip_address?: string | null
  /** ISO 3166-1 alpha-2. (at most 2 characters) */
  readonly country?: string | null
  /** The region within the country. (at most 64 characters) */
  readonly region?: string | null
  /** The city. (at most 128 characters) */
  readonly city?: string | null
  /** The kind of device, from the user agent. */
  readonly device_type?: "desktop" | "mobile" | "tablet" | "other" | null
  /** The browser, from the user agent. (at most 64 characters) */
  readonly browser?: string | null
  /** Its version. (at most 32 characters) */
  readonly browser_version?: string | null
  /** The operating system, from the user agent. (at most 64 characters) */
  readonly os?: string | null
  /** Whether the user agent says that it is a program. */
  readonly is_bot: boolean
  /** The language of the browser. (at most 35 characters) */
  readonly language?: string | null
  /** The time zone of the browser. (at most 64 characters) */
  readonly timezone?: string | null
  /** Width of the screen. (0 to 65535) */
  readonly screen_width?: number
  /** Height of the screen. (0 to 65535) */
  readonly screen_height?: number
  /** Width of the window that shows the page. (0 to 65535) */
  readonly viewport_width?: number
  /** Height of the window that shows the page. (0 to 65535) */
  readonly viewport_height?: number
  /** One number to add up. (finite) */
  readonly value?: number | null
  /** What the visitor allowed when the event happened. */
  readonly consent?: "granted" | "denied" | "unknown"
  /** The library that made the event. (at most 64 characters) */
  readonly sdk_name?: string | null
  /** Its version. (at most 32 characters) */
  readonly sdk_version?: string | null
  /** The version of the event schema that it was validated against. (matches ^[0-9]+\.[0-9]+\.[0-9]+$) */
  readonly schema_version: string
  /** The event's own payload. (at most 16384 bytes, 5 levels, 255 keys) */
  readonly properties?: {
    readonly [name: string]: unknown
  }
}

/** One event that was not accepted, whole, with the reason. It can be replayed. */
export interface RejectedRecord {
  /** When the gateway rejected it. (RFC 3339, UTC, milliseconds) */
  readonly rejected_at: string
  /** The site, from the write key. (1 to 64 characters) */
  readonly site_id: string
  /** The kind of reason, such as schema. (matches ^[a-z][a-z_]{0,63}$) */
  readonly code: string
  /** What is wrong, and where. (at most 64 items) */
  readonly errors: readonly ({
    /** JSON pointer to the offending field. (at most 512 characters) */
    readonly path: string
    /** What is wrong, for a person. (at most 1024 characters) */
    readonly message: string
  })[]
  /** The version of the event schema that it was validated against. (matches ^[0-9]+\.[0-9]+\.[0-9]+$) */
  readonly schema_version: string
  /** The address of the visitor, as much of it as the policy keeps. (at most 45 characters) */
  readonly ip_address?: string | null
  /** The User-Agent header. (at most 1024 characters) */
  readonly user_agent?: string | null
  /** The Origin header. (at most 512 characters) */
  readonly origin?: string | null
  /** The original, whole, as it was sent. */
  readonly event: unknown
}

/** The names that are taken by built-in events. */
export const builtinEventTypes: readonly BuiltinEventType[] = [
  'click',
  'engagement',
  'form_abandon',
  'form_start',
  'form_submit',
  'identify',
  'js_error',
  'page_view',
  'scroll',
  'web_vital',
]
