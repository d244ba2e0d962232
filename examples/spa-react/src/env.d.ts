interface ImportMetaEnv {
  readonly VITE_WEIR_ENDPOINT?: string
  readonly VITE_WEIR_WRITE_KEY?: string
}
