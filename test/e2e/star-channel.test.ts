import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import { galleryVisit, isRefused, labelOf } from '../harness/gallery-visit.ts'
import { deleteFor } from '../harness/press-more.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let settings: Settings
beforeEach(async () => {
  bot = await startBot()
  settings = createSettings({ store: bot.store })
  await settings.set('guild', guild(), 'starChannel', bot.discord.channel('challenges').id)
  await settings.set('guild', guild(), 'starsNeeded', 2)
})
afterEach(async () => {
  expect(bot.discord.violations()).toEqual([])
  await bot.stop()
})
const { person, ben, guild, draw, star, restrict } = galleryVisit(() => bot)

const posts = () => bot.discord.messages('#challenges')

it('shows each picture with enough stars once, and keeps the number up to date', async () => {
  await settings.set('channel', bot.discord.channel('challenges').id, 'enforced', ['spoiler'])
  const message = await draw('a fox')
  await star(message)
  await bot.until('the label', () => labelOf(message) === '1')
  await star(message, person('Ada'))
  await bot.until('the post', () => posts().length === 1, 30)
  const [post] = posts()
  expect(post?.text).toContain('a fox')
  expect(post?.text).toContain(`https://discord.com/channels/${guild()}/${message.channelId}/${message.id}`)
  expect(post?.text).toContain(`<@${ben().id}>`)
  expect(post?.raw.attachments).toHaveLength(1)
  expect(JSON.stringify(message.raw.components)).not.toContain('"spoiler":true')
  expect(JSON.stringify(post?.raw.components)).toContain('"spoiler":true')
  await new Promise((resolve) => setTimeout(resolve, 1_600))
  if (post !== undefined) await star(post)
  await bot.until('the label of the post', () => posts()[0] !== undefined && labelOf(posts()[0] ?? message) === '1', 30)
  expect(posts()).toHaveLength(1)
})

it('posts after a restart what was starred before it, and only once where the answer was lost', async () => {
  const message = await draw('a fox')
  bot.discord.faults.loseAnswer('POST /channels', 1)
  await star(message)
  await star(message, person('Ada'))
  await bot.until('two stars', async () => (await bot.store.gallery.starsDue())[0]?.stars === 2)
  await bot.kill()
  await bot.restart()
  await bot.until('the post', () => posts().length === 1, 30)
  await bot.kill()
  await bot.restart()
  await bot.until('the end', async () => (await bot.store.gallery.starsDue()).length === 0, 30)
  expect(posts()).toHaveLength(1)
})

it('deletes its message when the owner deletes the picture', async () => {
  await settings.set('guild', guild(), 'starsNeeded', 1)
  const message = await draw('a fox')
  await star(message)
  await bot.until('the post', () => posts().length === 1, 30)
  await deleteFor(message)
  await bot.until('the post to go', () => posts().length === 0, 30)
  const second = await draw('an owl')
  await star(second)
  await bot.until('the post', () => posts().length === 1, 30)
  await deleteFor(second.as(person('Ada')))
  await bot.until('the post to go', () => posts().length === 0, 30)
})

it('posts nothing that somebody there may not see', async () => {
  await settings.set('guild', guild(), 'starsNeeded', 1)
  await restrict('playground', (stored) => (stored.nsfw = true))
  const adult = await draw('an adult fox', {}, ben(), '#playground')
  await star(adult)
  await bot.until('nothing due', async () => (await bot.store.gallery.starsDue()).length === 0, 30)
  expect(posts()).toEqual([])
  await settings.set('guild', guild(), 'blockedPeople', [ben().id])
  const blocked = await draw('a fox', {}, person('Ada'))
  expect((await (await star(blocked, ben())).until(isRefused)).text).toContain('not open to you')
})
