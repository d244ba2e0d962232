/**
 * Remembers what a function made of its latest arguments. Addresses and user agents of visits
 * come again and again; two generations bound the memory without a list of uses.
 */
export function recently<Value>(
  make: (key: string) => Value,
  most: number,
): (key: string) => Value {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  return (key) => {
    let value = young.get(key)
    if (value !== undefined) return value
    value = old.get(key) ?? make(key)
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    young.set(key, value)
    return value
  }
}
