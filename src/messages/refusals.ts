/** What the bot refuses in the channel. */
export const refused = {
  notYours: 'Only the person who asked for this picture, or who may manage messages here, can do that.',
  gone: 'That picture is no longer kept here, so there is nothing to go on from.',
  unknownButton: 'This button is from another time; nothing answers to it any more.',
  unknownCommand: 'This command is from another version of the bot; try again in a minute.',
  noSuchJob: 'There is no picture of yours by that id; pick one from the list that opens while you type.',
  notDone: 'That one is not finished yet.',
  shuttingDown: 'The bot is going down for a moment; ask again when it is back.',
  tooLate: 'That one is already finished.',
  noPicture: 'There is no picture in that message; choose one that has a picture.',
  alreadyLarge: (longest: number, most: number): string =>
    `This picture is ${longest} px long already; at most ${most} px are enlarged. \`/upscale\` with \`way: whole\` redraws it at 256 px.`,
  illusionLarge:
    'This illusion is 256 px long already, and is drawn no larger: enlarging it as it is would paint its other meanings over.',
  noRecipe: 'This picture does not say how it was made: it is not kept here and carries no recipe.',
  tooSlow: 'That took too long to open; try it once more.',
  draftGone: 'This has been left lying for too long and is no longer kept; run the command again.',
  incident: (id: string): string => `Something went wrong on our side. It is noted as \`${id}\`; please try again.`,
}

/** What queue and image worker refuse, and why a job of theirs came to nothing. */
export const queueRefused = {
  tooMany: (facts: { readonly waiting: number; readonly list: string }): string =>
    `You already have ${facts.waiting} pictures waiting (${facts.list}); let one finish, or cancel one.`,
  andMore: (names: string, rest: number): string => `${names} and ${rest} more`,
  closed: 'The bot is about to restart; ask again in a minute.',
  unreadable: 'An attached file is not a picture that can be read; attach another one.',
  pictureGone: (name: string): string => `The picture ${name} is not kept any more; attach it again.`,
  incident: (id: string): string =>
    `Something went wrong while painting; whoever runs the bot finds it in the log as ${id}.`,
  interrupted: 'Painting this picture was interrupted again and again, so it was given up; ask once more later.',
} as const

export const engineRefused = {
  died: 'This picture brought the painting engine down twice, so it was given up; try a smaller size or other settings.',
  willNotStart: 'The painting engine does not start on this machine; whoever runs the bot finds the reason in its log.',
} as const

export const imageWorkerRefused = {
  died: 'Working on this picture failed twice in a row, so it was given up; try another picture, or a smaller one.',
  willNotStart: 'Pictures cannot be worked on on this machine; whoever runs the bot finds the reason in its log.',
} as const

export const storeRefused = {
  inUse: (folder: string): string =>
    `Another Duckrabbit is running with DATA_DIR ${folder}; stop that one, or set another folder.`,
} as const

/** What keeps the bot, or the registering of its commands, from Discord. */
export const discordRefused = {
  token:
    'Discord does not accept DISCORD_TOKEN; copy it anew from the developer portal (your application, Bot, Reset Token).',
  unreachable: 'Discord cannot be reached from here; check this machine’s connection and try again.',
  down: (status: number): string => `Discord itself has a fault at the moment (${status}); try again in a few minutes.`,
} as const

/** What keeps commands from being registered, to whoever registers them. */
export const deployRefused = {
  noToken: 'Set DISCORD_TOKEN in .env first; the local channel registers its commands by itself.',
  guild: (id: string, link: string): string =>
    `The bot is in no server with the id ${id}; check --guild (Developer Mode, Copy Server ID), or invite the bot first: ${link}`,
} as const

/** What keeps the bot from starting, to whoever starts it. */
export const startRefused = {
  port: (port: number): string =>
    `LOCAL_PORT ${port} is taken, perhaps by another Duckrabbit; stop that one, or set another port.`,
  host: (host: string): string => `LOCAL_HOST ${host} is no address of this machine; use 127.0.0.1.`,
  data: (dataDir: string, why: string): string =>
    `DATA_DIR ${dataDir} cannot be written (${why}); check its permissions and its disk, or set another folder.`,
} as const
