import { once } from 'node:events'
import { Client, Events, GatewayIntentBits } from 'discord.js'
import { useDiscord } from 'local-discord/testing/vitest'
import { expect, test } from 'vitest'

const startDiscord = useDiscord()

test('/ping is answered', async () => {
  const discord = await startDiscord()
  const bot = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } })
  bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(`Pong, ${interaction.user.displayName}!`)
  })
  await Promise.all([once(bot, Events.ClientReady), bot.login(discord.token)])
  await bot.application?.commands.set([{ name: 'ping', description: 'Says pong' }])

  const reply = await discord.person('Ada').slash('/ping')

  expect(reply.message.text).toBe('Pong, Ada!')
  await bot.destroy()
})
