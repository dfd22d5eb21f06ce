import { useSession } from '../state/context.tsx'

/** Copies a text and shows a notice that says so, or why it failed. */
export function useCopy(): (text: string) => void {
  const session = useSession()
  return (text) => {
    copyText(text).then(
      () => session.toast('Copied.'),
      (error: unknown) => session.toast(error instanceof Error ? error.message : String(error)),
    )
  }
}

async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (clipboard === undefined) throw new Error('This browser can copy only on secure pages.')
  await clipboard.writeText(text)
}
