import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from '../harness/project-copy.ts'

/** A setting of servers and people, on a page of the panel that exists. */
const descriptor = `
  signature: setting({
    page: 'answers',
    scopes: ['guild', 'person'],
    schema: nonEmptyText({ maxLength: 20 }),
    input: { kind: 'text', maxLength: 20 },
    fallback: 'unsigned',
  }),`

const words = " signature: { label: 'Signature', hint: 'What is written under a picture.' } "

/** Sets it for a server, refuses a value that is too long for it, and reads what holds for a person of that server. */
const use = `
import { createSettings } from '#src/settings/settings.ts'
import { startBot } from '#test/harness/start-bot.ts'

const bot = await startBot()
const ada = bot.discord.person('Ada')
const guildId = bot.discord.channel('pictures').guildId ?? ''
const panel = await (await ada.slash('/settings')).until(({ text }) => text.includes('Settings of'))
const answers = await (
  await panel.select('Go to another page', ['answers'])
).until(({ text }) => text.includes('Signature'))
const { modal } = await answers.select('Change a setting', ['signature'])
const saved = await (await modal.fill({ value: 'by Ada' }).submit()).until(({ text }) => text.includes('is saved'))
const effective = await createSettings({ store: bot.store }).at({ guildId, channelId: null, personId: ada.id })
console.log(
  JSON.stringify({
    before: answers.text.includes('**Signature:** unsigned · *default*'),
    after: saved.text.includes('**Signature:** by Ada · *from the server*'),
    stored: await bot.store.settings.get('guild', guildId),
    value: effective.value('signature'),
    rules: bot.discord.violations(),
  }),
)
await bot.stop()
process.exit()
`

describe('a new setting', () => {
  let project: ProjectCopy
  beforeAll(async () => {
    project = await copyProject()
    await project.insert('src/settings/drawing.ts', 'export const answers = {', descriptor)
    await project.insert('src/messages/english-only.ts', '  settingWords: {', words)
  })
  afterAll(async () => {
    await project.remove()
  })

  it('takes its descriptor on a page and its words', async () => {
    expect(project.touched).toHaveLength(2)
    expect(await project.typeErrors()).toBe('')
  })

  it('is offered on the panel, kept, and read', async () => {
    expect(JSON.parse(await project.run(use))).toEqual({
      before: true,
      after: true,
      stored: { signature: 'by Ada' },
      value: 'by Ada',
      rules: [],
    })
  })
})
