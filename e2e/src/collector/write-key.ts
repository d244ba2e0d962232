/** The write key of the one site. */
export const writeKey = 'wk_demo'
