import { dirname, sep } from 'node:path'

/** The innermost folder that holds all files, or undefined where there are none. ONNX Runtime refuses locations outside the folder it is given. */
export function innermostFolder(files: readonly string[]): string | undefined {
  const [first, ...rest] = files
  if (first === undefined) return undefined
  let folder = dirname(first)
  while (!rest.every((file) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep))) {
    const above = dirname(folder)
    if (above === folder) return folder
    folder = above
  }
  return folder
}
