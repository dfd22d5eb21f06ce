/** The tables of the gallery as SQLite holds them: times are milliseconds since 1970. */
export interface GalleryTables {
  gallery: GalleryRow
  gallery_words: { word: string; seq: number }
  stars: StarRow
  star_posts: StarPostRow
}

/** A finished job as galleries find it. Its person is in the row of the job. */
export interface GalleryRow {
  /** The job's own. */
  seq: number
  job_id: string
  /** Whose galleries show it, or null if only its person's own does. */
  guild_id: string | null
  /** Whoever sees this channel may see it. Of a thread: the channel that it belongs to. */
  channel_id: string | null
  age_restricted: number
  mode: string
  stars: number
  /** 1 while the star channel may not show the number of stars yet. */
  stars_due: number
}

export interface StarRow {
  job_id: string
  person_id: string
  starred_at: number
}

/** A message of a star channel. */
export interface StarPostRow {
  job_id: string
  channel_id: string
  /** Null from the moment it is begun until Discord has taken it. */
  message_id: string | null
  /** 1: somebody deleted it, so it is not posted again. */
  gone: number
}
