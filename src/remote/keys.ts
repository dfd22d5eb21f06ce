/** The names of everything that Duckrabbit keeps in Redis. */
const root = 'duckrabbit'

/** The prefix of BullMQ's keys. */
export const queuePrefix = `${root}:queue`

/** BullMQ's queue of one worker. */
export const queueOf = (worker: string): string => `worker-${worker}`

/** A set: the ids of all workers that belong. One that was given up is taken out. */
export const workersKey = `${root}:workers`

/** What a worker has and does, as JSON. It expires when the worker no longer renews it. */
export const workerKey = (worker: string): string => `${root}:worker:${worker}`

/** A hash: for each running job of a bot, the attempt to draw it. */
export const attemptsKey = (bot: string): string => `${root}:attempts:${bot}`

/** Exists if an attempt was cancelled. */
export const cancelKey = (attempt: string): string => `${root}:cancelled:${attempt}`

export const pictureKey = (key: string): string => `${root}:picture:${key}`

/** Channels: workers tell all bots that something has changed, and one bot how its jobs proceed; a bot tells a worker what to do. */
export const changesChannel = `${root}:changes`
export const eventsChannel = (bot: string): string => `${root}:events:${bot}`
export const controlChannel = (worker: string): string => `${root}:control:${worker}`
