export const isHidden = (): boolean => document.visibilityState === 'hidden'
