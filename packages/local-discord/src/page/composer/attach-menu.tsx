import { useRef } from 'preact/hooks'
import { useBrush } from '../brush/brush-context.tsx'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { useAttachments } from './draft-context.tsx'
import { maxFiles } from './draft.ts'

/** The button that attaches files to a message: chosen ones, or a sketch drawn here. */
export function AttachMenu({ onChosen }: { readonly onChosen: () => void }) {
  const { addFiles } = useAttachments()
  const brush = useBrush()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        class="visually-hidden"
        tabIndex={-1}
        aria-label="Choose files for the message"
        onChange={(event) => {
          addFiles([...(event.currentTarget.files ?? [])].slice(0, maxFiles))
          event.currentTarget.value = ''
          onChosen()
        }}
      />
      <MenuButton
        label="Attach"
        prefer="above"
        groups={() => [
          {
            title: null,
            items: [
              { label: 'Choose files', icon: 'attach', onSelect: () => input.current?.click() },
              {
                label: 'Draw a sketch',
                icon: 'brush',
                onSelect: () => brush.drawSketch((sketch) => addFiles([sketch])),
              },
            ],
          },
        ]}
      >
        <Icon name="plus" />
      </MenuButton>
    </>
  )
}
