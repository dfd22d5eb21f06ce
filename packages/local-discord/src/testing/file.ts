/** A file that a person attaches. */
export interface TestFile {
  readonly filename: string
  readonly bytes: Uint8Array
}

export function file(filename: string, bytes: Uint8Array | string): TestFile {
  return { filename, bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes }
}

export function isFile(value: unknown): value is TestFile {
  return typeof value === 'object' && value !== null && 'filename' in value && 'bytes' in value
}
