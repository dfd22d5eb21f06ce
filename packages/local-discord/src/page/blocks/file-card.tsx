import { useState } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { formatSize } from '../display/format-size.ts'

interface FileCardProps {
  readonly name: string
  readonly url: string
  /** Bytes, or null if unknown. */
  readonly size: number | null
  readonly spoiler: boolean
}

/** A file to download. */
export function FileCard({ name, url, size, spoiler }: FileCardProps) {
  const [covered, cover] = useState(spoiler)
  if (covered) {
    return (
      <button type="button" class="file-card covered" onClick={() => cover(false)}>
        <Icon name="file" /> <span>Spoiler: show the file</span>
      </button>
    )
  }
  return (
    <div class="file-card">
      <Icon name="file" />
      <span class="file-name">
        <a href={url} target="_blank" rel="noreferrer noopener">
          {name}
        </a>
        {size === null ? null : <small>{formatSize(size)}</small>}
      </span>
      <a class="icon-button" href={url} download={name} aria-label={`Download ${name}`}>
        <Icon name="download" />
      </a>
    </div>
  )
}
