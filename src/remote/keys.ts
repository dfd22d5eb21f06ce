/** The names of everything that Duckrabbit keeps in Redis. */
const root = 'duckrabbit'

/** The prefix of BullMQ's keys. */
export const queuePrefix = `${root}:queue`

/** BullMQ's queue of one worker. */
export const queueOf = (worker: string): string => `worker-${worker}`

/** A set of the ids of all registered workers. Workers that were given up are removed. */
export const workersKey = `${root}:workers`

/** What a worker has and does, as JSON. It expires when the worker no longer renews it. */
export const workerKey = (worker: string): string => `${root}:worker:${worker}`

/** Exists if a worker was given up because it was silent. The bot that notices first removes it from everywhere else. */
export const lostKey = (worker: string): string => `${root}:lost:${worker}`

/** A hash: for each running job of a bot, the attempt to draw it. */
export const attemptsKey = (bot: string): string => `${root}:attempts:${bot}`

/** Exists if an attempt was cancelled. */
export const cancelKey = (attempt: string): string => `${root}:cancelled:${attempt}`

/** Exists while a shard of a bot has its turn to connect to Discord. */
export const identifyKey = (bot: string, lane: number): string => `${root}:identify:${bot}:${lane}`

export const pictureKey = (key: string): string => `${root}:picture:${key}`

/** Channels. Workers announce changes to all bots and report the progress of jobs to one bot. A bot sends commands to a worker. */
export const changesChannel = `${root}:changes`
export const eventsChannel = (bot: string): string => `${root}:events:${bot}`
export const controlChannel = (worker: string): string => `${root}:control:${worker}`
