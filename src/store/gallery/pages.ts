import { type ExpressionBuilder, type Kysely, sql, type SqlBool } from 'kysely'
import { primaryRoles } from '../primary-roles.ts'
import type { Tables } from '../tables.ts'
import type { GalleryFilter, GalleryStore, GalleryViewer } from './gallery-store.ts'
import { wordsIn } from './words.ts'

type Methods = Pick<GalleryStore, 'page' | 'isVisible' | 'ofPerson'>
type Expressions = ExpressionBuilder<Tables, 'gallery' | 'jobs'>

const itemsIn = (database: Kysely<Tables>) =>
  database
    .selectFrom('gallery')
    .innerJoin('jobs', 'jobs.seq', 'gallery.seq')
    .select(['gallery.job_id as jobId', 'gallery.stars'])

/**
 * One page of a gallery. It goes along one index: that of rare words, or else that of its order, and then it stops when the
 * page is full.
 */
export async function pageQuery(
  database: Kysely<Tables>,
  filter: GalleryFilter,
  viewer: GalleryViewer,
  { offset, limit }: { readonly offset: number; readonly limit: number },
) {
  const words = await Promise.all(
    wordsIn([filter.words ?? '']).map(async (word) => ({ word, isCommon: await isCommon(database, word) })),
  )
  const found = itemsIn(database)
    .where((where) => (filter.kind === 'mine' ? isMine(where, viewer) : isOpenTo(where, viewer)))
    .where((where) => fits(where, filter, words))
    .where(isKept)
  const ordered = {
    everybody: () => found.orderBy('gallery.seq', 'desc'),
    mine: () => found.orderBy('jobs.seq', 'desc'),
    best: () => found.where('gallery.stars', '>', 0).orderBy('gallery.stars', 'desc').orderBy('gallery.seq', 'desc'),
  }[filter.kind]()
  // A promise of the query itself would run it.
  return { query: ordered.offset(offset).limit(limit) }
}

export function pageMethods(database: Kysely<Tables>): Methods {
  return {
    async page(filter, viewer, range) {
      const { query } = await pageQuery(database, filter, viewer, range)
      return query.execute()
    },

    async isVisible(jobId, viewer) {
      const row = await itemsIn(database)
        .where('gallery.job_id', '=', jobId)
        .where((where) => where.or([isMine(where, viewer), isOpenTo(where, viewer)]))
        .executeTakeFirst()
      return row !== undefined
    },

    ofPerson: (personId, after, limit) =>
      database
        .selectFrom('jobs')
        .select(['id as jobId', 'seq'])
        .where('person_id', '=', personId)
        .where('seq', '>', after)
        .where('state', '=', 'done')
        .orderBy('seq')
        .limit(limit)
        .execute(),
  }
}

/** What is the viewer's own. Pictures of age-restricted channels are not shown in other channels, not even to them. */
const isMine = (where: Expressions, viewer: GalleryViewer) =>
  where.and([where('jobs.person_id', '=', viewer.personId), isFitting(where, viewer)])

/** What the viewer's guild may see, in channels that the viewer sees. */
function isOpenTo(where: Expressions, viewer: GalleryViewer) {
  const { guildId, channels, without } = viewer
  if (guildId === null || channels.length === 0) return sql<SqlBool>`false`
  return where.and([
    where('gallery.guild_id', '=', guildId),
    where('gallery.channel_id', 'in', channels),
    isFitting(where, viewer),
    ...(without.length === 0 ? [] : [where('jobs.person_id', 'not in', without)]),
  ])
}

const isFitting = (where: Expressions, { ageRestricted }: GalleryViewer) =>
  ageRestricted ? sql<SqlBool>`true` : where('gallery.age_restricted', '=', 0)

interface Word {
  readonly word: string
  readonly isCommon: boolean
}

function fits(where: Expressions, { mode }: GalleryFilter, words: readonly Word[]) {
  return where.and([
    ...(mode === undefined ? [] : [where('gallery.mode', '=', mode)]),
    ...words.map(({ word, isCommon }) => (isCommon ? hasWord(word) : isAmong(word))),
  ])
}

const startsWith = (word: string) =>
  sql<SqlBool>`gallery_words.word >= ${word} and gallery_words.word < ${`${word}\u{10ffff}`}`

/** Looks at the words of each picture. */
const hasWord = (word: string) => sql<SqlBool>`
  exists (select 1 from gallery_words where gallery_words.seq = gallery.seq and ${startsWith(word)})`

/** Looks at the pictures of a word. */
const isAmong = (word: string) => sql<SqlBool>`
  gallery.seq in (select gallery_words.seq from gallery_words where ${startsWith(word)})`

/** From so many pictures on, a word is common: it is quicker to look at all pictures in order until the page is full. */
const common = 1000

async function isCommon(database: Kysely<Tables>, word: string): Promise<boolean> {
  const few = sql`select 1 from gallery_words where ${startsWith(word)} limit ${common}`
  const { rows } = await sql<{ readonly n: number }>`select count(*) as n from (${few}) as few`.execute(database)
  return rows[0]?.n === common
}

/** A picture whose file was dropped is not shown. */
const isKept = () => sql<SqlBool>`
  exists (
    select 1 from results join pictures on pictures.sha256 = results.sha256
    where results.job_id = gallery.job_id and results.role in (${sql.join(primaryRoles)}) and pictures.gone_at is null)`
