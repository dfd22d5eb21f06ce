import type { APISectionComponent } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { Gallery } from '../gallery/gallery.tsx'
import { pictureOfMedia } from '../gallery/picture.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { MessageButton } from './message-button.tsx'

/** Text with a thumbnail or a button beside it. */
export function Section({ component, messageId }: { component: APISectionComponent; messageId: string }) {
  const { accessory } = component
  return (
    <div class="section">
      <div class="section-text">
        {component.components.map((text, index) => (
          <Markdown key={text.id ?? index} source={text.content} />
        ))}
      </div>
      <div class={accessory.type === ComponentType.Thumbnail ? 'section-thumbnail' : 'section-button'}>
        {accessory.type === ComponentType.Thumbnail ? (
          <Gallery pictures={[pictureOfMedia(accessory)]} />
        ) : (
          <MessageButton button={accessory} messageId={messageId} />
        )}
      </div>
    </div>
  )
}
