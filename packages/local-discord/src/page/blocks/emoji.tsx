import type { APIMessageComponentEmoji } from 'discord-api-types/v10'

/** An emoji on a button: the character, or the name of a custom emoji, which only Discord could draw. */
export function Emoji({ emoji }: { readonly emoji: APIMessageComponentEmoji }) {
  if (emoji.name === undefined) return null
  return (
    <span class="emoji" aria-hidden="true">
      {emoji.id === undefined || emoji.id === null ? emoji.name : `:${emoji.name}:`}
    </span>
  )
}
