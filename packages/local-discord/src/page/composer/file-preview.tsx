import { Icon } from '../display/icon.tsx'
import { formatSize } from '../display/format-size.ts'
import { isPicture } from './file-types.ts'
import { useObjectUrl } from './use-object-url.ts'

interface FilePreviewProps {
  readonly file: File
  readonly onRemove: () => void
}

/** A file that will be sent. Pictures are shown. */
export function FilePreview({ file, onRemove }: FilePreviewProps) {
  const url = useObjectUrl(file)
  return (
    <div class="file-preview" role="group" aria-label={`Attached: ${file.name}`}>
      {isPicture(file) && url !== null ? <img src={url} alt={file.name} /> : <Icon name="file" />}
      <span class="file-name">
        <span>{file.name}</span>
        <small>{formatSize(file.size)}</small>
      </span>
      <button type="button" class="icon-button" aria-label={`Remove ${file.name}`} onClick={onRemove}>
        <Icon name="trash" />
      </button>
    </div>
  )
}
