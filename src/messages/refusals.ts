/** What the bot refuses in the channel. Sentences with placeholders are templates for `fill`. */
export const refused = {
  notYours: 'Only the person who asked for this picture, or someone who may manage messages here, can do that.',
  gone: 'That picture is no longer kept, so nothing can be made from it.',
  someGone: 'Some of these pictures are no longer kept.',
  stepsGone: 'The steps of this picture are no longer kept.',
  unknownButton: 'This button no longer works.',
  unknownCommand: 'This command belongs to another version of the bot. Try again in a minute.',
  noSuchJob: 'You have no picture with that id. Pick one from the list that opens while you type.',
  noMotion: 'Nothing is kept of how this picture was made, so it cannot be animated.',
  notDone: 'That picture is not finished yet.',
  shuttingDown: 'The bot is restarting. Try again in a minute.',
  tooLate: 'That picture is already finished.',
  noPicture: 'That message has no picture. Choose one that has.',
  alreadyLarge:
    'This picture is already {longestSide} px long, and only pictures of up to {maxSide} px can be enlarged. `/upscale` with `method: whole` redraws it at 256 px.',
  illusionLarge: 'This illusion already has 1024 px. Enlarging it further would redraw its other readings.',
  noRecipe: 'This picture does not say how it was made: it is not kept here and carries no recipe.',
  tooSlow: 'That took too long to open. Please try again.',
  draftGone: 'This was left open for too long. Run the command again.',
  incident: 'Something went wrong. Please try again. The log has the details under `{id}`.',
} as const

/** What the queue refuses, and why a job failed. */
export const queueRefused = {
  diskFull: 'The picture could not be stored, because the bot’s disk is full. Whoever runs the bot has to make room.',
  diskUnwritable: 'The bot cannot write to its disk. Whoever runs it has to look after it.',
  tooMany: 'You already have {waiting} pictures waiting ({list}). Let one finish, or cancel one.',
  tooManyToList: 'You already have {waiting} pictures waiting ({list} and {rest} more). Let one finish, or cancel one.',
  closed: 'The bot is restarting. Try again in a minute.',
  unreadable: 'An attached file is not a readable picture. Attach another one.',
  pictureGone: 'The picture {name} is no longer kept. Attach it again.',
  incident: 'Something went wrong while drawing. Whoever runs the bot can find it in the log as {id}.',
  interrupted: 'Drawing this picture was interrupted several times, so the bot gave up. Try again later.',
} as const

export const engineRefused = {
  died: 'This picture crashed the engine twice, so the bot gave up. Try a smaller size or other settings.',
  willNotStart: 'The engine does not start on this machine. Whoever runs the bot can find the reason in its log.',
} as const

export const modelRefused = {
  notReadable: (path: string, reason: string): string =>
    `The model folder ${path} cannot be read (${reason}). Check its permissions, or set MODEL_DIR to another folder.`,
} as const

export const imageWorkerRefused = {
  died: 'Working on this picture failed twice, so the bot gave up. Try another picture, or a smaller one.',
  willNotStart: 'The bot cannot work on pictures on this machine. Whoever runs it can find the reason in its log.',
} as const

export const storeRefused = {
  inUse: (folder: string): string => `Another Duckrabbit is using DATA_DIR ${folder}. Stop it, or set another folder.`,
  databaseUnreachable: (name: string): string =>
    `The database ${name} of DATABASE_URL cannot be opened. Check that it runs, its name, its user and its password.`,
  databaseInUse: (name: string): string =>
    `Another Duckrabbit is using the database ${name} of DATABASE_URL. Stop it, or set another database.`,
  shardsInUse: (shards: string, name: string): string =>
    `Another process serves some of the shards ${shards} in the database ${name}. Give each process shards of its own in SHARDS.`,
  shardsDiffer: (shards: string, name: string): string =>
    `The other processes in the database ${name} count another number of shards than SHARDS=${shards}. Stop them all before you change that number.`,
  foldersDiffer: (name: string): string =>
    `The other processes in the database ${name} have another DATA_DIR. Give all of them the same folder, on a shared disk if they are on several machines.`,
  notWritable: (folder: string, reason: string): string =>
    `DATA_DIR ${folder} cannot be written (${reason}). Check its permissions and the disk, or set another folder.`,
} as const

/** What keeps the bot or the command line from Discord. */
export const discordRefused = {
  token:
    'Discord does not accept DISCORD_TOKEN. Copy it again from the developer portal (your application, Bot, Reset Token).',
  sharding:
    'Discord demands more connections, because the bot is in too many servers. Set SHARDS=auto, or more shards, and start it again.',
  version: 'Discord no longer speaks the version of its API that this bot uses. Update Duckrabbit.',
  intents:
    'Discord refuses the events that this bot asks for. Check the intents in the developer portal (your application, Bot), or update Duckrabbit.',
  closed: (code: number): string =>
    `Discord has closed the connection for good (code ${code}). Start the bot again; if that does not help, update Duckrabbit.`,
  tooManyStarts:
    'The bot has connected to Discord too often today, so Discord accepts no more connections until tomorrow. Find out why it starts so often, then start it again.',
  unreachable: 'Discord cannot be reached. Check this machine’s connection and try again.',
  down: (status: number): string =>
    `Discord itself has a problem at the moment (${status}). Try again in a few minutes.`,
} as const

/** What keeps commands from being registered. */
export const deployRefused = {
  noToken: 'Set DISCORD_TOKEN in .env first; the local channel registers its commands by itself.',
  guild: (id: string, link: string): string =>
    `The bot is in no server with the id ${id}; check --guild (Developer Mode, Copy Server ID), or invite the bot first: ${link}`,
} as const

/** What keeps the bot from starting. */
export const startRefused = {
  shardsNeedDiscord: (shards: string): string =>
    `SHARDS=${shards} is for several processes on Discord. Set DISCORD_TOKEN, or SHARDS=auto for the local channel.`,
  shardsNeedDatabase: (shards: string): string =>
    `SHARDS=${shards} leaves shards to other processes, which cannot share a file of rows. Set DATABASE_URL to one PostgreSQL database for all of them, or SHARDS=auto.`,
  shardsNeedQueue: (shards: string): string =>
    `SHARDS=${shards} leaves shards to other processes, which cannot share the devices of one. Set QUEUE_URL to one Redis for all of them and start workers, or set SHARDS=auto.`,
  port: (port: number): string =>
    `LOCAL_PORT ${port} is in use, perhaps by another Duckrabbit. Stop it, or set another port.`,
  host: (host: string): string => `LOCAL_HOST ${host} is not an address of this machine. Use 127.0.0.1.`,
  portNotAllowed: (port: number): string => `LOCAL_PORT ${port} is not allowed for this user. Set a port from 1024 on.`,
} as const
