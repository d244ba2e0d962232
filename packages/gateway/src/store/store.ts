/** Where the frames of a request become durable before it is answered. */
export interface Store {
  /**
   * Resolves when the frame is durable; what it needs of the frame is copied before it returns. Rejects with a `GatewayError` that the client may come
   * back after. `reserved` may use the last part of the space, for who cannot come back.
   */
  append(stream: 'events' | 'rejected', frame: Uint8Array, reserved: boolean): Promise<void>
  /** Whether it can take frames now, and why not. */
  health(): { readonly ok: boolean; readonly reason?: string }
  /** Resolves when everything it took is delivered. */
  drained(): Promise<void>
  close(): Promise<void>
}
