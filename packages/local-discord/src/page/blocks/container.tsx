import type { APIContainerComponent } from 'discord-api-types/v10'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

interface ContainerProps {
  readonly component: APIContainerComponent
  readonly children: ComponentChildren
}

/** A framed part of a message with a coloured edge. A spoiler is covered until it is pressed. */
export function Container({ component, children }: ContainerProps) {
  const [covered, cover] = useState(component.spoiler === true)
  const color = component.accent_color ?? null
  const style = color === null ? {} : { '--accent': `#${color.toString(16).padStart(6, '0')}` }
  return (
    <div class={`container${color === null ? '' : ' accented'}${covered ? ' covered' : ''}`} style={style}>
      <div class="container-body" inert={covered} aria-hidden={covered}>
        {children}
      </div>
      {covered ? (
        <button type="button" class="container-cover" onClick={() => cover(false)}>
          <span>Spoiler</span>
        </button>
      ) : null}
    </div>
  )
}
