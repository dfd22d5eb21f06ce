import { useRef } from 'preact/hooks'
import { CommandForm } from './command-form.tsx'
import { useAttachments, useDraft } from './draft-context.tsx'
import { MessageForm } from './message-form.tsx'

/** Where a person writes: a message with files, or, after a slash, a command. */
export function Composer({ channelId }: { readonly channelId: string }) {
  const { draft } = useDraft()
  const { addFiles } = useAttachments()
  const frame = useRef<HTMLDivElement>(null)
  // After a command, the text field comes back and takes the focus again.
  const leftCommand = useRef(false)
  return (
    <div
      ref={frame}
      id="composer"
      class="composer"
      onPaste={(event) => {
        const pasted = [...(event.clipboardData?.files ?? [])]
        if (pasted.length === 0) return
        event.preventDefault()
        addFiles(pasted)
      }}
    >
      {draft.command === null ? (
        <MessageForm channelId={channelId} frame={frame} leftCommand={leftCommand} />
      ) : (
        <CommandForm
          key={draft.command.entry.key}
          command={draft.command}
          onDone={() => {
            leftCommand.current = true
          }}
        />
      )}
    </div>
  )
}
