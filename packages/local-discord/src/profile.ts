/** A command with its options, ready to be sent. */
export interface Example {
  /** The name of a slash command. */
  readonly command: string
  /** Texts by the name of their option. */
  readonly options: Readonly<Record<string, string>>
}

/** How the bot and the server around it present themselves. */
export interface Profile {
  /** The user name of the bot and the name of its application. */
  readonly botName: string
  /** One sentence that says what the bot does: the description of its application. */
  readonly description: string
  /** The name of the server (guild) that has added the bot. */
  readonly guildName: string
  /** The text channels of that server. People start in the first one. */
  readonly channels: readonly [string, ...string[]]
  /** What the page says at the beginning of a channel. */
  readonly welcome: string
  /** Commands that an empty channel offers, one press each. Default: none. */
  readonly examples?: readonly Example[]
  /** An SVG of which only the shape counts: the bot's avatar and the logo of the page. */
  readonly logo: string
  /** The SVG in the browser's tab. */
  readonly icon: string
}

const robot =
  '<path fill-rule="evenodd" d="M18.5 9.7V5a1.5 1.5 0 0 1 3 0v4.7H28a6 6 0 0 1 6 6V28a6 6 0 0 1-6 6H12a6 6 0 0 1-6-6V15.7a6 6 0 0 1 6-6zM14.5 18a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zm11 0a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM14 27v2.5h12V27z"/>'

export const defaultProfile: Profile = {
  botName: 'Local Bot',
  description: 'A bot on a local Discord.',
  guildName: 'Local Server',
  channels: ['general', 'random', 'playground'],
  welcome: 'This is the beginning of the channel. Type / below to see the commands.',
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${robot}</svg>`,
  icon: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${robot}</svg>`,
}
