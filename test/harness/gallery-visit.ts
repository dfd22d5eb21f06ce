import type { TestMessage, TestPerson } from 'local-discord/testing'
import type { TestBot } from './start-bot.ts'

/** Whether a message shows a finished picture. */
export const isDone = (message: TestMessage): boolean => message.buttons.includes('Delete')
/** Whether a message is a refusal. */
export const isRefused = ({ text }: TestMessage): boolean => text.includes('⚠️')

/** The custom id of the star of a message; empty where there is none. */
export const starOf = (message: TestMessage): string =>
  message.controls.find(({ customId }) => customId.startsWith('star:'))?.customId ?? ''

/** What the star of a message says now. */
export const labelOf = (message: TestMessage): string | undefined =>
  message.now()?.controls.find(({ customId }) => customId.startsWith('star:'))?.label

/** What people do in galleries. */
export function galleryVisit(bot: () => TestBot) {
  const person = (name: string): TestPerson => bot().discord.person(name)
  const ben = () => person('Ben')
  const chidi = () => person('Chidi')
  return {
    person,
    ben,
    chidi,
    guild: () => bot().discord.channel('pictures').guildId ?? '',
    draw: async (prompt: string, options = {}, who = ben(), channel = '#pictures') =>
      (await who.in(channel).slash('/generate', { prompt, size: 64, ...options })).until(isDone),
    open: async (options = {}, who = chidi(), channel = '#pictures') =>
      (await who.in(channel).slash('/gallery', options)).until(({ text }) => text.includes('🖼️ Gallery')),
    star: async (message: TestMessage, who = chidi()) => message.as(who).press(starOf(message)),
    /** Changes a channel, and starts the bot again, so that it knows. */
    async restrict(channel: string, change: (stored: ReturnType<TestBot['discord']['channel']>) => void) {
      change(bot().discord.channel(channel))
      await bot().kill()
      await bot().restart()
    },
  }
}
