import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Icon } from '../display/icon.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { useSelect, useSession, useStoreDispatch } from '../state/context.tsx'
import type { OpenModal } from '../state/state.ts'
import { initialDrafts, modalFields, modalLines, modalProblems, type FieldDraft } from './fields.ts'
import { ModalField } from './modal-field.tsx'

const firstField = '[data-field] :is(input:not(.visually-hidden), textarea, button)'

/** The modal that the bot opened, if any. */
export function ModalHost() {
  const open = useSelect((state) => state.modal)
  return open === null ? null : <ModalDialog key={open.modalId} open={open} />
}

function ModalDialog({ open }: { readonly open: OpenModal }) {
  const session = useSession()
  const dispatch = useStoreDispatch()
  const lines = useMemo(() => modalLines(open.modal), [open.modal])
  const [drafts, setDrafts] = useState(() => initialDrafts(lines))
  const [checked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const problems = checked ? modalProblems(lines, drafts) : new Map<string, string>()
  const busy = open.submission !== null
  const close = (): void => dispatch({ type: 'close-modal' })

  // The dialog is open by now. The focus starts at the first field instead of the close button.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>(firstField)?.focus()
  }, [])

  const change = (customId: string, changed: Partial<FieldDraft>): void =>
    setDrafts((known) => {
      const before = known[customId]
      return before === undefined ? known : { ...known, [customId]: { ...before, ...changed } }
    })
  const submit = (): void => {
    setChecked(true)
    const [first] = modalProblems(lines, drafts).keys()
    if (first !== undefined) {
      const field = form.current?.querySelector(`[data-field="${CSS.escape(first)}"]`)
      field?.querySelector<HTMLElement>('input:not(.visually-hidden), textarea, button')?.focus()
      return
    }
    const { fields, files } = modalFields(lines, drafts)
    void session.submitModal(fields, files)
  }

  return (
    <Dialog title={open.modal.title} class="modal" onClose={close}>
      <form
        ref={form}
        class="modal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) submit()
        }}
      >
        <div class="modal-lines">
          {open.failure === null ? null : (
            <p class="failure" role="alert">
              <Icon name="warning" /> <span>Something went wrong: {open.failure} You can try again.</span>
            </p>
          )}
          {lines.map((line, index) => {
            if (line.kind === 'text') return <Markdown key={index} source={line.content} />
            const draft = drafts[line.component.custom_id]
            return draft === undefined ? null : (
              <ModalField
                key={line.component.custom_id}
                line={line}
                draft={draft}
                problem={problems.get(line.component.custom_id) ?? null}
                messageId={open.messageId}
                onChange={(changed) => change(line.component.custom_id, changed)}
              />
            )
          })}
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button secondary" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary" aria-busy={busy}>
            Submit
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
