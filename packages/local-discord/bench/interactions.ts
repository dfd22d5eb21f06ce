import { Client, ComponentType, Events, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js'
import { startDiscord } from '#src/testing/index.ts'

/**
 * Five hundred interactions at once through the local Discord: each is deferred, then filled with a picture under
 * Components V2. Prints how long that took, from the first command to the last filled message.
 */
const COUNT = 500

const discord = await startDiscord()
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  // Without the client's own limit of fifty requests a second, which would be what is measured.
  rest: { api: discord.apiUrl, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
})
const picture = Buffer.alloc(50_000, 1)
async function draw(interaction: Interaction): Promise<void> {
  if (!interaction.isChatInputCommand()) return
  await interaction.deferReply()
  await interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.MediaGallery, items: [{ media: { url: 'attachment://a.png' } }] }],
    files: [{ attachment: picture, name: 'a.png' }],
  })
}
client.on(Events.InteractionCreate, (interaction) => void draw(interaction))
const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
await client.login(discord.token)
await ready
await client.application?.commands.set([{ name: 'draw', description: 'Draws' }])

const ada = discord.person('Ada').in('#general')
const began = performance.now()
const cpu = process.cpuUsage()
const replies = Array.from({ length: COUNT }, () => ada.start('/draw'))
await Promise.all(replies.map((reply) => reply.until(({ v2 }) => v2)))
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
console.log(
  `${COUNT} interactions at once: ${seconds.toFixed(2)} s (${(COUNT / seconds).toFixed(0)} a second), of which ${((user + system) / 1e6).toFixed(2)} s of processor time for client and server together`,
)

await client.destroy()
await discord.stop()
