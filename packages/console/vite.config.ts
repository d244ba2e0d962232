import { defaultClientConditions, type UserConfig } from 'vite'

const config: UserConfig = {
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['weir-source', ...defaultClientConditions] },
  build: {
    target: 'es2023',
    // The page may load files of its own and nothing else: no inline script, no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `vite` in this folder shows the sources, with the data of a gateway that runs.
  server: { proxy: { '/console/api': 'http://127.0.0.1:8080' } },
}

export default config
