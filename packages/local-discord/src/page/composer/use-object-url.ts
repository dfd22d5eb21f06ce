import { useEffect, useState } from 'preact/hooks'

/** An object URL for a file while it is shown; null without a file and before the URL exists. */
export function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (file === null) return undefined
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return file === null ? null : url
}
