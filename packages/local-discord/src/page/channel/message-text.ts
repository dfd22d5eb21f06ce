import { ComponentType } from 'discord-api-types/v10'
import type { APIMessage, APIMessageTopLevelComponent } from 'discord-api-types/v10'

/** All text of a message for copying: content, text displays and embeds, one line each. */
export function messageText(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
  ])
  const parts = [message.content, ...(message.components ?? []).flatMap(componentText), ...embeds]
  return parts.filter((part) => part !== undefined && part !== '').join('\n')
}

function componentText(component: APIMessageTopLevelComponent): readonly string[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return [component.content]
    case ComponentType.Container:
      return component.components.flatMap(componentText)
    case ComponentType.Section:
      return component.components.map((text) => text.content)
    case ComponentType.ActionRow:
    case ComponentType.MediaGallery:
    case ComponentType.File:
    case ComponentType.Separator:
      return []
  }
}

/** The text in one line without markup, for reply lines and announcements. */
export function messageSummary(message: APIMessage, max = 120): string {
  const text = messageText(message)
    .replace(/<t:\d+(:\w)?>/g, 'a time')
    .replace(/<@&\d+>/g, 'a role')
    .replace(/<@!?\d+>/g, 'someone')
    .replace(/<#\d+>/g, 'a channel')
    .replace(/https:\/\/discord\.com\/channels\/\S+/g, 'a message')
    .replace(/\|\|[\s\S]*?\|\|/g, 'spoiler')
    .replace(/[*_~`#>|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (text !== '') return text.length > max ? `${text.slice(0, max - 1)}…` : text
  return message.attachments.length > 0 || (message.components?.length ?? 0) > 0 ? 'Picture or file' : 'No text'
}
