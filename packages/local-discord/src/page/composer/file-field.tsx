import type { FileUploadType } from 'discord-api-types/v10'
import { useRef, useState } from 'preact/hooks'
import { useBrush } from '../brush/brush-context.tsx'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { useSession } from '../state/context.tsx'
import type { DraftFile } from './draft.ts'
import { FilePreview } from './file-preview.tsx'
import { fitsFileTypes } from '../../page-protocol.ts'
import { acceptAttribute, acceptsDrawing, describeTypes } from './file-types.ts'

/** A picture that a mask can be painted over. It may have to be fetched first. */
export interface MaskBase {
  readonly name: string
  readonly load: () => Promise<File>
}

interface FileFieldProps {
  readonly label: string
  /** What the bot calls the field, in no person's language. */
  readonly name: string
  readonly files: readonly DraftFile[]
  readonly max: number
  readonly types: readonly FileUploadType[] | undefined
  readonly maskBases: readonly MaskBase[]
  readonly invalid: boolean
  readonly describedBy?: string
  readonly onAdd: (files: readonly File[]) => void
  readonly onRemove: (id: string) => void
  readonly onFocus?: () => void
}

/** Accepts files by dialog, drag and drop or paste, and drawings: a sketch, or a mask over another picture. */
export function FileField(props: FileFieldProps) {
  const { label, files, max, types, invalid, describedBy, onAdd, onRemove } = props
  const [over, setOver] = useState(false)
  const brush = useBrush()
  const session = useSession()
  const room = max - files.length

  const add = (added: readonly File[]): void => {
    const fitting = added.filter((file) => fitsFileTypes(file.name, types))
    if (fitting.length < added.length) session.toast(`${label} takes ${describeTypes(types)}.`)
    else if (fitting.length > room) session.toast(`${label} takes at most ${max} ${max === 1 ? 'file' : 'files'}.`)
    if (fitting.length > 0 && room > 0) onAdd(fitting.slice(0, room))
  }
  const paintOver = (base: MaskBase): void => {
    base.load().then(
      (file) => brush.paintMask(file, (mask) => add([mask])),
      (error: unknown) => session.toast(error instanceof Error ? error.message : String(error)),
    )
  }

  return (
    <div
      class={`file-field${over ? ' over' : ''}${invalid ? ' invalid' : ''}`}
      role="group"
      aria-label={label}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      onFocusIn={() => props.onFocus?.()}
      onDragOver={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        add([...(event.dataTransfer?.files ?? [])])
      }}
      onPaste={(event) => {
        const pasted = [...(event.clipboardData?.files ?? [])]
        if (pasted.length === 0) return
        event.preventDefault()
        event.stopPropagation()
        add(pasted)
      }}
    >
      {files.map(({ id, file }) => (
        <FilePreview key={id} file={file} onRemove={() => onRemove(id)} />
      ))}
      {room <= 0 ? null : <FileActions {...props} onAdd={add} onPaintOver={paintOver} />}
    </div>
  )
}

interface FileActionsProps extends Pick<FileFieldProps, 'label' | 'name' | 'max' | 'types' | 'maskBases' | 'onAdd'> {
  readonly onPaintOver: (base: MaskBase) => void
}

/** The buttons of a field that has room for a file. */
function FileActions({ label, name, max, types, maskBases, onAdd, onPaintOver }: FileActionsProps) {
  const input = useRef<HTMLInputElement>(null)
  const brush = useBrush()
  const takesDrawing = acceptsDrawing(types)
  // A mask is painted over a picture; a sketch on blank paper would be none.
  const isForMask = /mask/i.test(name)
  return (
    <div class="file-actions">
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={`Choose a file for ${label}`}
        accept={acceptAttribute(types)}
        multiple={max > 1}
        onChange={(event) => {
          onAdd([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <button type="button" class="file-action" onClick={() => input.current?.click()}>
        <Icon name="attach" /> Choose a file
      </button>
      {takesDrawing && !isForMask ? (
        <button type="button" class="file-action" onClick={() => brush.drawSketch((sketch) => onAdd([sketch]))}>
          <Icon name="brush" /> Draw a sketch
        </button>
      ) : null}
      {takesDrawing ? <MaskActions bases={maskBases} onChoose={onPaintOver} /> : null}
      <span class="file-hint">or drop it here</span>
    </div>
  )
}

interface MaskActionsProps {
  readonly bases: readonly MaskBase[]
  readonly onChoose: (base: MaskBase) => void
}

/** One button for a single picture, a menu for several. */
function MaskActions({ bases, onChoose }: MaskActionsProps) {
  const [first] = bases
  if (first === undefined) return null
  if (bases.length === 1) {
    return (
      <button type="button" class="file-action" onClick={() => onChoose(first)}>
        <Icon name="mask" /> Paint a mask over {first.name}
      </button>
    )
  }
  const items = bases.map((base) => ({ label: base.name, onSelect: () => onChoose(base) }))
  return (
    <MenuButton
      label="Paint a mask over …"
      class="file-action"
      prefer="above"
      groups={() => [{ title: 'Paint a mask over', items }]}
    >
      <Icon name="mask" /> Paint a mask over …
    </MenuButton>
  )
}
