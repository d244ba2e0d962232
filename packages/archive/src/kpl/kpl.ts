export { decodeKpl, hasKplMagic, KplError, type UserRecord } from './kpl-decoder.ts'
export { digestBytes, magic, tags, varintBytes, writeVarint } from './kpl-format.ts'
