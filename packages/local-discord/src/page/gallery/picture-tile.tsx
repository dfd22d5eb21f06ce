import { useState } from 'preact/hooks'
import type { Picture } from './picture.ts'

interface PictureTileProps {
  readonly picture: Picture
  readonly class: string
  /** For screen readers after "Picture": " 2 of 4". */
  readonly position: string
  readonly onOpen: () => void
}

/** The largest size of a single picture, in pixels. */
const maxWidth = 550
const maxHeight = 420

/** One picture. A spoiler is covered until it is pressed; another press opens it. */
export function PictureTile({ picture, class: name, position, onOpen }: PictureTileProps) {
  const [covered, cover] = useState(picture.spoiler)
  const [broken, setBroken] = useState(false)
  const what = picture.alt === '' ? picture.name : picture.alt
  const size = picture.width !== null && picture.height !== null ? { width: picture.width, height: picture.height } : {}
  const style = name.includes('tile-single') ? singleSize(picture) : {}
  if (picture.video && !covered) {
    return <video class={name} src={picture.url} aria-label={what} controls loop playsInline {...size} />
  }
  return (
    <button
      type="button"
      class={covered ? `${name} covered` : name}
      aria-label={covered ? `Spoiler: show picture${position}` : `Open picture${position}: ${what}`}
      {...(covered ? {} : { 'data-picture': picture.url })}
      title={covered || picture.alt === '' ? undefined : picture.alt}
      onClick={() => (covered ? cover(false) : onOpen())}
    >
      {broken ? (
        <span class="tile-broken">This picture could not be loaded.</span>
      ) : (
        <img
          src={picture.url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          style={style}
          onError={() => setBroken(true)}
          {...size}
        />
      )}
      {covered ? <span class="tile-cover">Spoiler</span> : null}
      {!covered && picture.alt !== '' ? (
        <span class="tile-alt" aria-hidden="true">
          ALT
        </span>
      ) : null}
    </button>
  )
}

/** The size of a picture, reserved while it loads, so that nothing moves when it arrives. */
function singleSize({ width, height }: Picture): Record<string, string> {
  if (width === null || height === null || width === 0 || height === 0) return {}
  const scale = Math.min(1, maxWidth / width, maxHeight / height)
  return { width: `${Math.round(width * scale)}px`, height: 'auto', aspectRatio: `${width} / ${height}` }
}
