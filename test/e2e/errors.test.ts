import { expect, it, vi } from 'vitest'
import { UserError } from '#src/errors.ts'
import { file } from 'local-discord/testing'
import { jobIdOn as idOf } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot({
  policy: {
    admit: (request) =>
      'prompt' in request && request.prompt === 'a forbidden thing'
        ? Promise.reject(new UserError('not-here', 'That is not drawn here; ask for something else.'))
        : Promise.resolve(),
  },
})

const ben = () => bot.discord.person('Ben')
const seen = (name: string): readonly string[] =>
  bot.discord
    .person(name)
    .in('#pictures')
    .messages()
    .map(({ text }) => text)

it('an error after a public acknowledgement is shown to the person alone, and nothing stays in the channel', async () => {
  const picture = file('notes.png', new TextEncoder().encode('no picture at all'))
  const reply = await ben().slash('/edit', { picture, prompt: 'a hare' })
  const said = await reply.until(({ text }) => text.includes('⚠️'), 'the sentence')
  expect(said.ephemeral).toBe(true)
  expect(said.text).toContain('notes.png is not a picture that can be read')
  expect(seen('Ben')).toHaveLength(1)
  expect(seen('Chidi')).toEqual([])
})

it('a refusal by the policy is shown to the person alone, and a private request keeps to one message', async () => {
  const before = seen('Ben').length
  const refused = await ben().slash('/generate', { prompt: 'a forbidden thing' })
  expect((await refused.until(({ text }) => text.includes('⚠️'))).text).toContain('not drawn here')
  const secret = await ben().slash('/generate', { prompt: 'a forbidden thing', private: true })
  expect((await secret.until(({ text }) => text.includes('⚠️'))).ephemeral).toBe(true)
  expect(seen('Ben')).toHaveLength(before + 2)
  expect(seen('Chidi')).toEqual([])
})

it('a failed button press leaves the result as it was', async () => {
  const first = await (await ben().slash('/generate', { prompt: 'a red fox', size: 64 })).until(isDone)
  await bot.store.jobs.remove(idOf(first))
  const before = seen('Chidi')
  const press = await first.as(bot.discord.person('Chidi')).press('Again')
  const said = await press.until(({ text }) => text.includes('⚠️'))
  expect(said.ephemeral).toBe(true)
  expect(said.text).toContain('no longer kept')
  expect(seen('Chidi')).toEqual([...before, said.text])
  expect(seen('Ben')).toContain(first.text)
})

it('acknowledges in time while the disk hangs, and continues once it responds', async () => {
  const first = await (await ben().slash('/generate', { prompt: 'a red fox', size: 64 })).until(isDone)
  const job = await bot.store.jobs.get(idOf(first))
  let wake: (found: typeof job) => void = () => undefined
  const hanging = new Promise<typeof job>((resolve) => (wake = resolve))
  vi.spyOn(bot.store.jobs, 'get').mockReturnValueOnce(hanging)
  const before = seen('Ben')
  const press = await first.press('Remix')
  expect(press.failure).toBeNull()
  await bot.until('the fallback', () => bot.log().includes('a handler was slow to acknowledge'))
  // The handler may still edit or delete the reply, which must be the message that carries the button.
  expect(seen('Ben')).toEqual(before)
  wake(job)
  // A form can open no more; the sentence says so instead.
  const { text, ephemeral } = await press.until(({ text }) => text.includes('⚠️'))
  expect(text).toContain('Please try again')
  expect(ephemeral).toBe(true)
  expect(first.now()?.buttons).toContain('Delete')
})

it('deletes the message whose button was pressed even if the disk is slow', async () => {
  const first = await (await ben().slash('/generate', { prompt: 'a red fox', size: 64 })).until(isDone)
  const job = await bot.store.jobs.get(idOf(first))
  let wake: (found: typeof job) => void = () => undefined
  const hanging = new Promise<typeof job>((resolve) => (wake = resolve))
  const before = seen('Ben').length
  const { modal } = await first.press('Delete')
  vi.spyOn(bot.store.jobs, 'get').mockReturnValueOnce(hanging)
  expect((await modal.submit()).failure).toBeNull()
  await new Promise((resolve) => setTimeout(resolve, 2500))
  wake(job)
  await bot.until('the message to go', () => seen('Ben').length === before - 1)
  expect(first.now()).toBeNull()
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
})
