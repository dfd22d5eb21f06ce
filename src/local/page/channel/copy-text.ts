/** Copies a text; rejects with a sentence where the browser does not allow it, as on a page without https. */
export async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (clipboard === undefined) throw new Error('This browser copies only from secure pages.')
  await clipboard.writeText(text)
}
