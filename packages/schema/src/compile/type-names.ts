/** `add_to_cart` → `AddToCart`: an event's name as part of the name of a type. */
export const pascalCase = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
