/** Who looks at a gallery, and what they may see. */
export interface GalleryViewer {
  readonly personId: string
  /** Null outside of guilds: there they see only what is theirs. */
  readonly guildId: string | null
  /** The channels of the guild whose pictures may be shown here to this person. */
  readonly channels: readonly string[]
  /** Whether pictures of age-restricted channels may be shown here. */
  readonly ageRestricted: boolean
  /** People whose pictures are not shown. */
  readonly without: readonly string[]
}

/** `mine` has everything of the viewer, from any place. The others have what the viewer's guild may see. */
export const galleryKinds = ['everybody', 'mine', 'best'] as const
export type GalleryKind = (typeof galleryKinds)[number]

export interface GalleryFilter {
  readonly kind: GalleryKind
  /** Default: any. */
  readonly mode?: string
  /** Words that must all be in the prompts, or the beginnings of such words. Default: any. */
  readonly words?: string
}

/** A result in a gallery. */
export interface GalleryItem {
  readonly jobId: string
  readonly stars: number
}

/** Who may see a result in galleries: those who see this channel of this guild. */
export interface GalleryAudience {
  readonly guildId: string
  readonly channelId: string
}

/** A result with what star channels depend on. */
export interface StarredItem extends GalleryItem {
  readonly personId: string
  /** Null if only its person may see it. */
  readonly audience: GalleryAudience | null
  readonly ageRestricted: boolean
}

/** The message of a result in a star channel. */
export interface StarPost {
  readonly channelId: string
  /** Null from the moment it is begun until Discord has taken it. */
  readonly messageId: string | null
  /** Somebody deleted it, so it is not posted again. */
  readonly gone: boolean
}

/**
 * Finished jobs as galleries show them, and their stars. A job is in it from its end until it is deleted or expires, and is
 * left out while its picture files are dropped.
 */
export interface GalleryStore {
  /** The newest first; of the best, those with the most stars. */
  page(
    filter: GalleryFilter,
    viewer: GalleryViewer,
    range: { offset: number; limit: number },
  ): Promise<readonly GalleryItem[]>
  /** Whether the viewer may see a result: their own, or one of their guild's. */
  isVisible(jobId: string, viewer: GalleryViewer): Promise<boolean>
  /** Shows a result to those who see a channel, or to its person alone. */
  setAudience(jobId: string, audience: GalleryAudience | null): Promise<void>
  /** The finished jobs of a person, oldest first, after one of them; for an export. `after`: 0 for all. */
  ofPerson(
    personId: string,
    after: number,
    limit: number,
  ): Promise<readonly { readonly jobId: string; readonly seq: number }[]>

  /** Gives a star, or takes it back. Null if the result is gone. */
  toggleStar(jobId: string, personId: string): Promise<{ readonly given: boolean; readonly stars: number } | null>
  /** How many people have starred a result. */
  stars(jobId: string): Promise<number>
  /** Results whose number of stars the star channel may not show yet. */
  starsDue(): Promise<readonly StarredItem[]>
  /** Records that the star channel shows this number. If the number has changed meanwhile, it is still due. */
  starsShown(jobId: string, stars: number): Promise<void>
  starPost(jobId: string): Promise<StarPost | null>
  putStarPost(jobId: string, post: StarPost): Promise<void>
  /** Notes that the message of a star channel was deleted. */
  starPostGone(messageId: string): Promise<void>
}
