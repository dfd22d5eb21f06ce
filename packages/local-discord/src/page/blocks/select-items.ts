import type { APISelectMenuComponent } from 'discord-api-types/v10'
import { ChannelType, ComponentType } from 'discord-api-types/v10'
import type { LocalChannel, World } from '../../page-protocol.ts'
import type { Suggestion } from '../combobox/suggestion.ts'
import { displayName } from '../display/display-name.ts'
import { channelTitle, visibleChannels } from '../state/channels.ts'

const kinds: Readonly<Record<LocalChannel['kind'], readonly ChannelType[]>> = {
  text: [ChannelType.GuildText],
  dm: [ChannelType.DM],
  thread: [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread],
}

/** The items that a select of any kind offers to a person. */
export function selectItems(select: APISelectMenuComponent, world: World, as: string | null): readonly Suggestion[] {
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.map(({ value, label, description, emoji }) => ({
        key: value,
        label: emoji?.name === undefined || emoji.id ? label : `${emoji.name} ${label}`,
        ...(description === undefined ? {} : { detail: description }),
      }))
    case ComponentType.UserSelect:
      return userItems(world)
    case ComponentType.RoleSelect:
      return roleItems(world)
    case ComponentType.MentionableSelect:
      return [...userItems(world), ...roleItems(world)]
    case ComponentType.ChannelSelect:
      return channelItems(world, as, select.channel_types)
  }
}

/** The values that are chosen at the beginning. */
export function defaultValues(select: APISelectMenuComponent): readonly string[] {
  if (select.type === ComponentType.StringSelect) {
    return select.options.filter((option) => option.default === true).map((option) => option.value)
  }
  return select.default_values?.map((value) => value.id) ?? []
}

export function userItems(world: World): readonly Suggestion[] {
  const users = [...world.people.map((person) => person.user), world.bot]
  return users.map((user) => ({ key: user.id, label: displayName(user), detail: `@${user.username}` }))
}

export function roleItems(world: World): readonly Suggestion[] {
  return (world.roles ?? []).map((role) => ({ key: role.id, label: `@${role.name}`, detail: 'Role' }))
}

export function channelItems(world: World, as: string | null, types?: readonly ChannelType[]): readonly Suggestion[] {
  return visibleChannels(world, as)
    .filter((channel) => channel.guild !== null)
    .filter((channel) => types === undefined || kinds[channel.kind].some((type) => types.includes(type)))
    .map((channel) => ({ key: channel.id, label: channelTitle(channel, displayName(world.bot)) }))
}
