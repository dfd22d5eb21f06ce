import { useState } from 'preact/hooks'
import { Lightbox } from './lightbox.tsx'
import { galleryLayout } from './gallery-layout.ts'
import { PictureTile } from './picture-tile.tsx'
import type { Picture } from './picture.ts'

/** Pictures in Discord's arrangement. Each opens in the lightbox. */
export function Gallery({ pictures }: { readonly pictures: readonly Picture[] }) {
  const [open, setOpen] = useState<number | null>(null)
  const cells = galleryLayout(pictures.length)
  const single = pictures.length === 1
  return (
    <div
      class={single ? 'gallery gallery-single' : 'gallery'}
      role="group"
      aria-label={single ? 'Picture' : `${pictures.length} pictures`}
    >
      {pictures.map((picture, index) => {
        const cell = cells[index] ?? { columns: 2, rows: 1 }
        return (
          <PictureTile
            key={picture.url}
            picture={picture}
            class={single ? 'tile tile-single' : `tile columns-${cell.columns} rows-${cell.rows}`}
            position={single ? '' : ` ${index + 1} of ${pictures.length}`}
            onOpen={() => setOpen(index)}
          />
        )
      })}
      {open === null ? null : <Lightbox pictures={pictures} start={open} onClose={() => setOpen(null)} />}
    </div>
  )
}
