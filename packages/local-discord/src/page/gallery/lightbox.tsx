import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Icon } from '../display/icon.tsx'
import type { Picture } from './picture.ts'
import { usePictureActions } from './use-picture-actions.ts'

interface LightboxProps {
  readonly pictures: readonly Picture[]
  readonly start: number
  readonly onClose: () => void
}

/** Pictures with shorter sides than this, in pixels, are enlarged pixel by pixel. */
const smallSide = 160

/** One picture in full size with its description. Arrow keys show the others, Escape closes. */
export function Lightbox({ pictures, start, onClose }: LightboxProps) {
  const [at, setAt] = useState(start)
  const actions = usePictureActions()
  const count = pictures.length
  const picture = pictures[at]
  if (picture === undefined) return null
  const move = (by: number): void => setAt((at + by + count) % count)
  const small = Math.max(picture.width ?? smallSide, picture.height ?? smallSide) < smallSide
  return (
    <Dialog
      title={count > 1 ? `Picture ${at + 1} of ${count}` : 'Picture'}
      class="lightbox"
      bare
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1)
        else if (event.key === 'ArrowLeft') move(-1)
        else if (event.key === 'Home') setAt(0)
        else if (event.key === 'End') setAt(count - 1)
      }}
    >
      <figure
        class="lightbox-stage"
        onClick={(event) => {
          if (event.target === event.currentTarget) onClose()
        }}
      >
        {picture.video ? (
          <video src={picture.url} controls autoplay loop aria-label={picture.alt} />
        ) : (
          <img key={picture.url} class={small ? 'small-picture' : ''} src={picture.url} alt={picture.alt} />
        )}
        <figcaption>
          <span class="lightbox-alt" aria-hidden="true">
            {picture.alt}
          </span>
          <span class="lightbox-facts">
            {picture.name}
            {picture.width === null ? '' : ` · ${picture.width} × ${picture.height}`}
            {count > 1 ? ` · ${at + 1} of ${count}` : ''}
          </span>
          <span class="lightbox-actions">
            {picture.video
              ? null
              : actions(picture).map(({ label, icon, onSelect }) => (
                  <button
                    key={label}
                    type="button"
                    class="quiet-link"
                    onClick={() => {
                      onClose()
                      onSelect()
                    }}
                  >
                    {icon === undefined ? null : <Icon name={icon} />} {label}
                  </button>
                ))}
            <a class="quiet-link" href={picture.url} target="_blank" rel="noreferrer noopener">
              <Icon name="external" /> Open the original
            </a>
          </span>
        </figcaption>
      </figure>
      <div class="visually-hidden" role="status">
        {count > 1 ? `Picture ${at + 1} of ${count}. ${picture.alt}` : ''}
      </div>
      {count > 1 ? (
        <>
          <button type="button" class="lightbox-turn previous" aria-label="Previous picture" onClick={() => move(-1)}>
            <Icon name="left" />
          </button>
          <button type="button" class="lightbox-turn next" aria-label="Next picture" onClick={() => move(1)}>
            <Icon name="right" />
          </button>
        </>
      ) : null}
    </Dialog>
  )
}
