import { Client, Events, GatewayIntentBits } from 'discord.js'
import { createLocalDiscord, historyFile } from 'local-discord'

const local = await createLocalDiscord({
  port: 7777,
  profile: { botName: 'Ping Bot', welcome: 'Type /ping below.' },
  history: historyFile('local-channel'),
})
const bot = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: local.apiUrl } })
bot.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply('Pong!')
})
bot.once(Events.ClientReady, ({ application }) => {
  void application.commands.set([{ name: 'ping', description: 'Says pong' }])
  console.log(`The bot is here: ${local.pageUrl}`)
})
await bot.login(local.token)
