import type { APIEmbed } from 'discord-api-types/v10'
import { Gallery } from '../gallery/gallery.tsx'
import { pictureOfEmbed } from '../gallery/picture.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { formatTimestamp } from '../markdown/format-time.ts'

/** A classic embed: a card with a coloured edge. */
export function EmbedCard({ embed }: { readonly embed: APIEmbed }) {
  const color = embed.color ?? null
  const style = color === null ? {} : { '--accent': `#${color.toString(16).padStart(6, '0')}` }
  const footer = [
    embed.footer?.text,
    embed.timestamp === undefined ? undefined : formatTimestamp(Date.parse(embed.timestamp), 's'),
  ].filter((part) => part !== undefined)
  return (
    <div class="container accented embed" style={style}>
      <div class="container-body">
        <div class={embed.thumbnail === undefined ? '' : 'section'}>
          <div class="section-text">
            {embed.author === undefined ? null : <p class="embed-author">{embed.author.name}</p>}
            {embed.title === undefined ? null : (
              <p class="embed-title">
                {embed.url === undefined ? (
                  embed.title
                ) : (
                  <a href={embed.url} target="_blank" rel="noreferrer noopener">
                    {embed.title}
                  </a>
                )}
              </p>
            )}
            {embed.description === undefined ? null : <Markdown source={embed.description} />}
          </div>
          {embed.thumbnail === undefined ? null : (
            <div class="section-thumbnail">
              <Gallery pictures={[pictureOfEmbed(embed.thumbnail)]} />
            </div>
          )}
        </div>
        {embed.fields === undefined || embed.fields.length === 0 ? null : (
          <dl class="embed-fields">
            {embed.fields.map((field, index) => (
              <div key={index} class={field.inline === true ? 'inline' : ''}>
                <dt>{field.name}</dt>
                <dd>
                  <Markdown source={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {embed.image === undefined ? null : <Gallery pictures={[pictureOfEmbed(embed.image)]} />}
        {footer.length === 0 ? null : <p class="subtext">{footer.join(' · ')}</p>}
      </div>
    </div>
  )
}
