import { useBrush } from '../brush/brush-context.tsx'
import { fetchPicture } from '../brush/fetch-picture.ts'
import { useAttachments } from '../composer/draft-context.tsx'
import type { MenuItem } from '../menu/menu.tsx'
import { useSession } from '../state/context.tsx'
import type { Picture } from './picture.ts'

/** The actions for a picture of the channel: attach it to the draft, alone or with a mask. */
export function usePictureActions(): (picture: Picture) => readonly MenuItem[] {
  const brush = useBrush()
  const session = useSession()
  const { addFiles } = useAttachments()
  return (picture) => {
    const load = (use: (file: File) => void): void => {
      fetchPicture(picture).then(use, (error: unknown) =>
        session.toast(error instanceof Error ? error.message : String(error)),
      )
    }
    return [
      { label: 'Use this picture', icon: 'attach', onSelect: () => load((file) => addFiles([file])) },
      {
        label: 'Paint a mask over it',
        icon: 'mask',
        onSelect: () => load((file) => brush.paintMask(file, (mask) => addFiles([file, mask]))),
      },
    ]
  }
}
