import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from '../harness/project-copy.ts'

/** A button under results that says how many pictures there are. */
const descriptor = `
import type { Services } from '../bot/services.ts'
import { container } from '../components/container.ts'
import { text } from '../components/text.ts'
import type { JobButton } from './job-button.ts'

export const countPictures: JobButton = {
  id: 'count',
  on: { result: ({ layout: { pictures }, words }) => (pictures.length < 2 ? [] : [{ label: words.count, emoji: '🔢' }]) },
  async press({ acknowledge, store, messenger }: Pick<Services, 'acknowledge' | 'store' | 'messenger'>, interaction, { job }) {
    await acknowledge.reply(interaction, { ephemeral: true })
    const pictures = (await store.results.ofJob(job)).filter(({ role }) => role === 'picture')
    const components = [container('done', [text(\`There are \${pictures.length} pictures.\`)])]
    await messenger.editReply(interaction.token, { components, files: [] })
  },
}
`

/** Asks for one picture, and in German for two, and presses the button under the latter. */
const press = `
import { startBot } from '#test/harness/start-bot.ts'

const bot = await startBot()
const ben = bot.discord.person('Ben')
const isDone = ({ buttons }: { readonly buttons: readonly string[] }): boolean => buttons.includes('Delete') || buttons.includes('Löschen')
const one = await (await ben.slash('/generate', { prompt: 'a fox', size: 64 })).until(isDone)
ben.setLocale('de')
const two = await (await ben.slash('/generate', { prompt: 'a fox', size: 64, count: 2 })).until(isDone)
const answer = await (await two.press('Count')).until(({ text }) => text.includes('There are'))
console.log(JSON.stringify({ one: one.buttons.includes('Count'), text: answer.text, rules: bot.discord.violations() }))
await bot.stop()
process.exit()
`

describe('a new button under results', () => {
  let project: ProjectCopy
  beforeAll(async () => {
    project = await copyProject()
    const registry = 'src/discord/buttons/registry.ts'
    await project.add('src/discord/buttons/count-pictures.ts', descriptor)
    await project.insert(
      registry,
      "import { collect } from './collect.ts'\n",
      "import { countPictures } from './count-pictures.ts'\n",
    )
    await project.insert(registry, '  steps,\n', '  countPictures,\n')
    await project.insert('src/messages/english-only.ts', '  buttons: {', " count: 'Count' ")
  })
  afterAll(async () => {
    await project.remove()
  })

  it('takes one new file, one line in the registry and its label, which every language shows in English at first', async () => {
    expect(project.touched).toHaveLength(3)
    expect(await project.typeErrors()).toBe('')
  })

  it('appears where it applies, and answers', async () => {
    expect(JSON.parse(await project.run(press))).toEqual({
      one: false,
      text: 'There are 2 pictures.',
      rules: [],
    })
  })
})
