/** An id unlike any other. `crypto.randomUUID` would need a secure page, which one on the local network is not. */
export function uniqueId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
