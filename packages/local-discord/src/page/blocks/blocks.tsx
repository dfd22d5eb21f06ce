import type { APIMessageTopLevelComponent } from 'discord-api-types/v10'
import { ComponentType, SeparatorSpacingSize } from 'discord-api-types/v10'
import { Gallery } from '../gallery/gallery.tsx'
import { pictureOfMedia } from '../gallery/picture.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { ActionRow } from './action-row.tsx'
import { Container } from './container.tsx'
import { FileBlock } from './file-block.tsx'
import { Section } from './section.tsx'

interface BlocksProps {
  readonly components: readonly APIMessageTopLevelComponent[]
  readonly messageId: string
}

/** A message's components, one below the other. */
export function Blocks({ components, messageId }: BlocksProps) {
  return (
    <>
      {components.map((component, index) => (
        <Block key={component.id ?? index} component={component} messageId={messageId} />
      ))}
    </>
  )
}

function Block({ component, messageId }: { component: APIMessageTopLevelComponent; messageId: string }) {
  switch (component.type) {
    case ComponentType.Container:
      return (
        <Container component={component}>
          <Blocks components={component.components} messageId={messageId} />
        </Container>
      )
    case ComponentType.TextDisplay:
      return <Markdown source={component.content} />
    case ComponentType.MediaGallery:
      return <Gallery pictures={component.items.map(pictureOfMedia)} />
    case ComponentType.Section:
      return <Section component={component} messageId={messageId} />
    case ComponentType.Separator:
      return (
        <div
          class={`separator${component.spacing === SeparatorSpacingSize.Large ? ' large' : ''}${component.divider === false ? '' : ' line'}`}
          {...(component.divider === false ? {} : { role: 'separator' })}
        />
      )
    case ComponentType.File:
      return <FileBlock component={component} />
    case ComponentType.ActionRow:
      return <ActionRow row={component} messageId={messageId} />
    default:
      return <p class="subtext">This part of the message cannot be shown here.</p>
  }
}
