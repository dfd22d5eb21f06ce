import type { JSONType } from 'zod'

/** Where bytes were put: their key in the picture exchange, or the bytes themselves as base64. */
export type PackedBytes = { readonly $key: string } | { readonly $base64: string }

/** Copies a value as JSON. Each of its byte arrays is replaced by what `pack` returns. */
export async function packBytes(value: unknown, pack: (bytes: Uint8Array) => Promise<PackedBytes>): Promise<JSONType> {
  if (value instanceof Uint8Array) return { ...(await pack(value)) }
  if (Array.isArray(value)) return Promise.all(value.map((item) => packBytes(item, pack)))
  if (typeof value !== 'object' || value === null) return value as JSONType // A number, string, boolean or null.
  const packed = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(async ([name, inner]) => [name, await packBytes(inner, pack)] as const)
  return Object.fromEntries(await Promise.all(packed))
}

/** Restores what `packBytes` copied. `get` returns the bytes of a key. */
export async function unpackBytes(value: unknown, get: (key: string) => Promise<Uint8Array>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => unpackBytes(item, get)))
  if (typeof value !== 'object' || value === null) return value
  if ('$key' in value && typeof value.$key === 'string') return get(value.$key)
  if ('$base64' in value && typeof value.$base64 === 'string') {
    return new Uint8Array(Buffer.from(value.$base64, 'base64'))
  }
  const unpacked = Object.entries(value).map(async ([name, inner]) => [name, await unpackBytes(inner, get)] as const)
  return Object.fromEntries(await Promise.all(unpacked))
}
