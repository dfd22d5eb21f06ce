import type { APIEmbed } from 'discord-api-types/v10'
import { MessageFlags } from 'discord-api-types/v10'
import type { LocalMessage } from '../../page-protocol.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { FileCard } from '../blocks/file-card.tsx'
import { Gallery } from '../gallery/gallery.tsx'
import { pictureOfAttachment } from '../gallery/picture.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { EmbedCard } from './embed-card.tsx'

/** The content of a message: only components under Components V2, else text, files, embeds and components. */
export function MessageBody({ message }: { readonly message: LocalMessage }) {
  const flags = message.flags ?? 0
  const blocks = <Blocks components={message.components ?? []} messageId={message.id} />
  const edited = message.edited_timestamp === null ? null : <EditedMark time={message.edited_timestamp} />
  if ((flags & MessageFlags.IsComponentsV2) !== 0) {
    return (
      <div class="message-body">
        {blocks}
        {edited}
      </div>
    )
  }
  const embedded = new Set(message.embeds.flatMap(embeddedFiles))
  const files = message.attachments
    .filter(({ url }) => !embedded.has(withoutQuery(url)))
    .map((attachment) => ({ attachment, picture: pictureOfAttachment(attachment) }))
  const pictures = files.flatMap(({ picture }) => (picture === null ? [] : [picture]))
  const shown = (flags & MessageFlags.SuppressEmbeds) === 0 ? message.embeds : []
  return (
    <div class="message-body">
      {message.content === '' ? null : <Markdown source={message.content} />}
      {edited}
      {pictures.length === 0 ? null : <Gallery pictures={pictures} />}
      {files.map(({ attachment, picture }) =>
        picture === null ? (
          <FileCard
            key={attachment.id}
            name={attachment.filename}
            url={attachment.url}
            size={attachment.size}
            spoiler={attachment.filename.startsWith('SPOILER_')}
          />
        ) : null,
      )}
      {shown.map((embed, index) => (
        <EmbedCard key={index} embed={embed} />
      ))}
      {blocks}
      {message.reactions === undefined || message.reactions.length === 0 ? null : (
        <ul class="reactions" aria-label="Reactions">
          {message.reactions.map(({ emoji, count }) => (
            <li key={emoji.id ?? emoji.name}>
              {emoji.name} <span>{count}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Files that an embed shows are not shown again. Links to the same file differ only in their signature. */
function embeddedFiles({ image, thumbnail, footer, author }: APIEmbed): readonly string[] {
  return [image?.url, thumbnail?.url, footer?.icon_url, author?.icon_url].flatMap((url) =>
    url === undefined ? [] : [withoutQuery(url)],
  )
}

function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url
}

function EditedMark({ time }: { readonly time: string }) {
  return (
    <span class="edited" title={`Edited ${new Date(time).toLocaleString()}`}>
      (edited)
    </span>
  )
}
