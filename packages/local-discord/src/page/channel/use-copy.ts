import { useSession } from '../state/context.tsx'

/** Copies a text and says so, or says why not. */
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
  if (clipboard === undefined) throw new Error('This browser copies only from secure pages.')
  await clipboard.writeText(text)
}
