import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo, useReducer } from 'preact/hooks'
import { emptyDraft, reduceDraft, type Draft, type DraftAction } from './draft.ts'
import { uniqueId } from '../state/unique-id.ts'

interface DraftControl {
  readonly draft: Draft
  readonly change: (action: DraftAction) => void
}

interface Attachments {
  /** Attaches files to the command that is being written if it takes any, else to the message. */
  readonly addFiles: (files: readonly File[]) => void
}

// Two contexts, so that messages, which only add files, are not drawn again with every typed letter.
const DraftContext = createContext<DraftControl | null>(null)
const FileContext = createContext<Attachments | null>(null)

export function DraftProvider({ children }: { readonly children: ComponentChildren }) {
  const [draft, change] = useReducer(reduceDraft, emptyDraft)
  const files = useMemo<Attachments>(
    () => ({
      addFiles: (added) => change({ type: 'files', files: added.map((file) => ({ id: uniqueId(), file })) }),
    }),
    [change],
  )
  const value = useMemo(() => ({ draft, change }), [draft, change])
  return (
    <FileContext.Provider value={files}>
      <DraftContext.Provider value={value}>{children}</DraftContext.Provider>
    </FileContext.Provider>
  )
}

function need<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The composer is drawn outside its DraftProvider.')
  return value
}

/** The draft itself, for the composer. */
export function useDraft(): DraftControl {
  return need(useContext(DraftContext))
}

/** Adding files from elsewhere in the page. */
export function useAttachments(): Attachments {
  return need(useContext(FileContext))
}
