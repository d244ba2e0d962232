// Written by packages/browser-sdk/build/generate.ts from package.json. Do not edit.
export const sdkName = '@weir/browser-sdk'
export const sdkVersion = '0.0.0'
