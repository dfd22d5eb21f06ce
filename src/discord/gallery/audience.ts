import { type BaseInteraction, type Client, type GuildBasedChannel, GuildMember, PermissionFlagsBits } from 'discord.js'
import type { GalleryViewer } from '#src/store/gallery/gallery-store.ts'
import { placeOf } from '../jobs/request-place.ts'

/** A channel of a guild that is not a thread. */
type SettledChannel = Exclude<GuildBasedChannel, { isThread(): true }>

const isAgeRestricted = (channel: SettledChannel): boolean => 'nsfw' in channel && channel.nsfw

/**
 * The viewer of a gallery, with the channels whose pictures they may see here. These are the channels that they see in
 * Discord. Age-restricted ones count only if the gallery is opened in such a channel.
 *
 * @param without the people whose pictures the guild hides
 */
export function viewerOf(
  interaction: Pick<BaseInteraction, 'user' | 'guild' | 'guildId' | 'channelId' | 'channel' | 'member'>,
  without: readonly string[],
): GalleryViewer {
  const { guild, user, member } = interaction
  const { ageRestricted } = placeOf(interaction)
  const seen = [...(guild?.channels.cache.values() ?? [])].filter(
    (channel) =>
      !channel.isThread() &&
      member instanceof GuildMember &&
      channel.permissionsFor(member).has(PermissionFlagsBits.ViewChannel) &&
      (ageRestricted || !isAgeRestricted(channel)),
  )
  return {
    personId: user.id,
    guildId: guild?.id ?? null,
    channels: seen.map(({ id }) => id),
    ageRestricted,
    without,
  }
}

/** Whether a picture that was drawn in one channel may be posted in another. */
export type MayPost = (
  from: { readonly channelId: string; readonly ageRestricted: boolean },
  channelId: string,
) => boolean

/**
 * A picture may only be posted where everybody who sees it could also see its own channel: every role that sees the new
 * channel must see the old one. From an age-restricted channel it may only go to another such channel.
 */
export function createMayPost(client: Pick<Client, 'channels'>): MayPost {
  const settled = (id: string): SettledChannel | undefined => {
    const channel = client.channels.cache.get(id)
    return channel === undefined || channel.isDMBased() || channel.isThread() ? undefined : channel
  }
  return (from, channelId) => {
    const source = settled(from.channelId)
    const target = settled(channelId)
    if (source === undefined || target === undefined || source.guildId !== target.guildId) return false
    if ((from.ageRestricted || isAgeRestricted(source)) && !isAgeRestricted(target)) return false
    if (source.id === target.id) return true
    const sees = (channel: SettledChannel, roleId: string): boolean =>
      channel.permissionsFor(roleId)?.has(PermissionFlagsBits.ViewChannel) ?? false
    return [...target.guild.roles.cache.keys()].every((roleId) => !sees(target, roleId) || sees(source, roleId))
  }
}
