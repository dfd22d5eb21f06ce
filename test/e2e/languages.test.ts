import { Locale } from 'discord.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { useBots } from '../harness/use-bot.ts'

const { bot, start } = useBots()
beforeEach(() => start())

/** A person whose app speaks this language. */
function personSpeaking(locale: Locale, name = 'Ben') {
  const person = bot.discord.person(name)
  person.setLocale(locale)
  return person
}

const isGerman = ({ buttons }: { readonly buttons: readonly string[] }): boolean => buttons.includes('Nochmal')

describe('a person whose app speaks German', () => {
  it('reads results, forms and details in German, and others read theirs in their own language', async () => {
    const ben = personSpeaking(Locale.German)
    const readings = { prompt: 'a duck', second: 'a rabbit', size: 64 }
    const message = await (await ben.slash('/anagram', readings)).until(isGerman, 'the picture')
    expect(message.text).toContain('a rabbit – auf den Kopf gestellt')
    expect(message.buttons).toEqual(expect.arrayContaining(['Drehen', 'Nochmal', 'Details', 'Löschen']))
    const note = await (await message.press('Details')).until(({ id, loading }) => id !== message.id && !loading)
    expect(note.text).toContain('Schritte · Guidance')
    const { modal } = await message.press('Remix')
    expect(modal.fields.map(({ label }) => label)).toEqual([
      'Sicht: so, wie es ist',
      'Sicht: auf den Kopf gestellt',
      'Seed',
    ])

    const french = message.as(personSpeaking(Locale.French, 'Chidi'))
    expect((await french.press('Remix')).modal.fields.map(({ label }) => label)).toContain('Vue : la tête en bas')
  })

  it('reads refusals in German, before drawing and after it failed in the engine', async () => {
    const ben = personSpeaking(Locale.German)
    const twice = await ben.slash('/generate', { prompt: 'a fox', steps: 3, schedule: 'smart27' })
    expect(twice.message.text).toBe('⚠️ Gib entweder `schritte` oder `zeitplan` an, nicht beides.')
    const sentence = 'The model duckling has no 256 px stage; ask for size 64.'
    bot.engine.failWith(new UserError('no-such-stage', sentence))
    const failed = await ben.slash('/generate', { prompt: 'a fox' })
    const said = await failed.until(({ text }) => text.includes('⚠️'))
    expect(said.text).toContain('Das Modell duckling hat keine 256-px-Stufe; nimm Größe 64.')
    expect(said.buttons).toContain('Nochmal')
  })

  it('is answered in German by the process that comes after a crash', async () => {
    bot.engine.hold(2)
    const reply = await personSpeaking(Locale.German).slash('/generate', { prompt: 'a fox' })
    await reply.until(({ text }) => text.includes('Schritt 1 von'))
    await bot.kill()
    await bot.restart()
    expect((await reply.until(isGerman, 'the picture')).buttons).toContain('Löschen')
  })

  it('finds views by their German names', async () => {
    const given = { prompt: 'a duck', second: 'a rabbit', view: 'puzzle' }
    const choices = await personSpeaking(Locale.German).autocomplete('/anagram', given, 'view')
    expect(choices[0]).toEqual({ name: 'Puzzleteile versetzt', value: 'jigsaw' })
  })
})

it('answers in English where the bot does not speak the language', async () => {
  const reply = await personSpeaking(Locale.Swedish).slash('/queue')
  expect((await reply.until(({ loading }) => !loading)).text).toBe('The queue is empty.')
})

it.each([
  [Locale.SpanishLATAM, 'La cola está vacía.'],
  [Locale.PortugueseBR, 'A fila está vazia.'],
  [Locale.Japanese, '順番待ちはありません。'],
  [Locale.Korean, '대기열이 비어 있어요.'],
])('answers in %s', async (locale, text) => {
  const reply = await personSpeaking(locale).slash('/queue')
  expect((await reply.until(({ loading }) => !loading)).text).toBe(text)
})
