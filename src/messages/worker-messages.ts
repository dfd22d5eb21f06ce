/** What `duckrabbit worker` prints. */
export const workerWords = {
  noQueue: 'QUEUE_URL is not set; set it to the Redis of your bot, such as redis://localhost:6379.',
  noModel: (folders: string): string => `There is no model in ${folders}; set MODEL_DIR to a folder that holds one.`,
  ready: (redis: string, devices: string): string =>
    `This worker draws for the bots of the Redis at ${redis} (devices: ${devices}).`,
  refused: ({ worker, bot }: { readonly worker: string; readonly bot: string }): string =>
    `A bot does not understand this worker and gives it no work: the bot is version ${bot}, this worker is version ${worker}; install the same version on both machines.`,
  foreign: ({ name, worker, bot }: { readonly name: string; readonly worker: string; readonly bot: string }): string =>
    `The worker ${name} is not understood and gets no work: it is version ${worker}, this bot is version ${bot}; install the same version on both machines.`,
  givenUpOften: (version: string): string =>
    `The bots have given this worker up several times in a row; if the network and the clock are in order, they may have a different version from ${version}: install the same version on all machines.`,
} as const
