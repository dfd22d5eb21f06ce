/** A file's size in words: "840 B", "12.4 kB", "3.1 MB". */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [value, unit] = bytes < 999_950 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value.toFixed(1).replace(/\.0$/, '')} ${unit}`
}
