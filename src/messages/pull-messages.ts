/** What `duckrabbit pull` says and asks. */
export const pullMessages = {
  deepfloydLicence: [
    'DeepFloyd IF comes under the DeepFloyd IF License Agreement of Stability AI Ltd.:',
    '  - It is for research. Commercial use is not allowed.',
    '  - The same holds for pictures drawn with it and for models made from it.',
    '  - You may pass on the weights only together with the licence, and the licence can be withdrawn.',
    '  The whole text: https://huggingface.co/spaces/DeepFloyd/deepfloyd-if-license',
  ].join('\n'),
  acceptOnPage: (page: string): string =>
    `  Hugging Face hands out the files after you have accepted the licence, logged in, at ${page} (once, for all of them).`,
  licence: (repository: string, licence: string, url: string): string =>
    `${repository} comes under: ${licence} (${url}).`,
  noLicence: 'no licence that its page names',
  question: 'Do you accept this? (yes/no) ',
  tokenQuestion: (tokens: string): string =>
    `A token of Hugging Face is needed; make one that may read at ${tokens} and paste it here (it stays hidden and is not kept): `,
  notAccepted: 'Nothing was fetched, since the licence was not accepted.',
  cannotAsk:
    'Nobody can be asked here whether the licence is accepted; read it, and run the command with --accept-license.',
  badModel: (model: string): string =>
    `${model} is not the name of a model; use deepfloyd, or OWNER/NAME as on huggingface.co.`,
  onlyDeepfloyd: (option: string): string => `${option} is for \`duckrabbit pull deepfloyd\` only.`,
  noRevision: '--revision is for OWNER/NAME only; DeepFloyd IF is several repositories.',
  chosen: (size: string, memory: string): string =>
    `Size ${size} is the largest that this machine can run in ${memory} of memory (--size chooses another).`,
  tooLarge: (size: string, largest: string, needed: string, memory: string): string =>
    `Note: the ${largest} of size ${size} needs ${needed} of memory, and ${memory} are allowed on this machine (MEMORY_BUDGET).`,
  sizes: (all: string, fetch: string, free: string, folder: string): string =>
    `${all} in all, ${fetch} to fetch; ${free} are free at ${folder}.`,
  withoutAccess: (reason: string): string => `The files can be listed but not fetched yet: ${reason}`,
  dryRun: 'Nothing was fetched (--dry-run).',
  complete: 'Everything is here already; nothing was fetched.',
  fetched: (bytes: string, time: string): string => `Fetched ${bytes} in ${time}; every checksum is right.`,
  ready: (name: string, folder: string): string => `${name} is ready in ${folder}.`,
  envLines: 'Put this into .env:',
  found: 'MODEL_DIR finds it already. To make it the default, put this into .env:',
  clipReady: (folder: string): string => `The CLIP is in ${folder}.`,
  stopped: 'Stopped. What has arrived is kept; run the same command again to go on.',
} as const
