import type { APIFileUploadComponent } from 'discord-api-types/v10'
import { fetchPicture } from '../brush/fetch-picture.ts'
import type { DraftFile } from '../composer/draft.ts'
import { FileField, type MaskBase } from '../composer/file-field.tsx'
import { isPicture } from '../composer/file-types.ts'
import { picturesOfMessage } from '../gallery/picture.ts'
import { useSelect } from '../state/context.tsx'
import { maxFiles, type FieldDraft } from './fields.ts'
import { uniqueId } from '../state/unique-id.ts'

interface UploadFieldProps {
  readonly component: APIFileUploadComponent
  readonly files: readonly DraftFile[]
  readonly messageId: string | null
  readonly label: string
  readonly invalid: boolean
  readonly describedBy: string
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** Files in a modal. Masks can be painted over these files and over the pictures of the message that the modal came from. */
export function UploadField({ component, files, messageId, label, invalid, describedBy, onChange }: UploadFieldProps) {
  const message = useSelect((state) =>
    state.channelId === null
      ? undefined
      : state.histories[state.channelId]?.messages.find((other) => other.id === messageId),
  )
  const pictures = message === undefined ? [] : picturesOfMessage(message)
  const bases: MaskBase[] = [
    ...files
      .filter(({ file }) => isPicture(file) && file.name !== 'mask.png')
      .map(({ file }) => ({ name: file.name, load: () => Promise.resolve(file) })),
    ...pictures.map((picture, index) => ({
      name: pictures.length === 1 ? 'the picture' : pictureLabel(picture.alt, index),
      load: () => fetchPicture(picture),
    })),
  ]
  return (
    <FileField
      label={label}
      name={component.custom_id}
      files={files}
      max={maxFiles(component)}
      types={component.file_types}
      maskBases={bases}
      invalid={invalid}
      describedBy={describedBy}
      onAdd={(added) => onChange({ files: [...files, ...added.map((file) => ({ id: uniqueId(), file }))] })}
      onRemove={(id) => onChange({ files: files.filter((file) => file.id !== id) })}
    />
  )
}

/** The picture's number and the beginning of its alternative text. */
function pictureLabel(alt: string, index: number): string {
  const short = alt.length > 32 ? `${alt.slice(0, 31)}…` : alt
  return short === '' ? `picture ${index + 1}` : `picture ${index + 1}: ${short}`
}
