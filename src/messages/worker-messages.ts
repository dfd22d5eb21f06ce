/** What `duckrabbit worker` prints. */
export const workerWords = {
  noQueue: 'QUEUE_URL is not set; set it to the Redis of your bot, such as redis://localhost:6379.',
  noModel: (folders: string): string => `There is no model in ${folders}; set MODEL_DIR to a folder that holds one.`,
  ready: (redis: string, devices: string): string =>
    `This worker draws for the bots of the Redis at ${redis} (devices: ${devices}).`,
} as const
