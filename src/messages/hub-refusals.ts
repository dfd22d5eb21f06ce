/** Reasons why `duckrabbit pull` cannot fetch a model. Each names the address where that can be fixed. */
export const hubRefused = {
  noToken: (repository: string, page: string, tokens: string): string =>
    `${repository} is gated: accept its conditions at ${page}, make a token that may read at ${tokens}, and set HF_TOKEN to it.`,
  notAccepted: (repository: string, page: string): string =>
    `This account has no access to ${repository} yet; log in, accept its conditions at ${page}, and run the command again.`,
  pending: (repository: string, page: string): string =>
    `The request for access to ${repository} has not been answered yet; ${page} shows its state.`,
  rejected: (repository: string, page: string): string =>
    `The request for access to ${repository} was rejected; ${page} says whom to ask.`,
  tokenTooNarrow: (tokens: string): string =>
    `This token may not read gated repositories; allow “Read access to contents of all public gated repos you can access” for it at ${tokens}.`,
  token: (source: string, tokens: string): string =>
    `The hub does not accept the token from ${source}; copy it again or make a new one at ${tokens}.`,
  tokenShape: (source: string, tokens: string): string =>
    `The token from ${source} is not one of the hub’s, which begin with hf_; make one at ${tokens}.`,
  tokenFile: (file: string, reason: string): string =>
    `The token file ${file} cannot be read (${reason}); check its permissions, or set HF_TOKEN.`,
  noRepository: (repository: string, page: string): string =>
    `There is no model ${repository} at ${page}, or it is private and needs a token that may see it; check the spelling of OWNER/NAME.`,
  noRevision: (repository: string, revision: string, page: string): string =>
    `${repository} has no revision ${revision}; ${page} lists its branches and commits.`,
  noFile: (repository: string, path: string, page: string): string =>
    `${repository} no longer has ${path}; run the command again, or look at ${page}.`,
  rateLimited: (seconds: number | undefined, address: string): string =>
    `The hub says that this address sends too many requests; wait ${seconds === undefined ? 'some minutes' : `${seconds} seconds`} and run the command again (a token raises the limit: ${address}).`,
  unreachable: (endpoint: string): string =>
    `${endpoint} cannot be reached; check this machine’s connection, or set HF_ENDPOINT to a mirror, and run the command again.`,
  notSent: (endpoint: string, reason: string): string =>
    `${endpoint} cannot be reached (${reason}); check HF_ENDPOINT, and the proxy and certificates of this machine, and run the command again.`,
  down: (endpoint: string, status: number): string =>
    `${endpoint} has a problem at the moment (${status}); run the command again in a few minutes.`,
  notTheHub: (endpoint: string): string =>
    `${endpoint} does not answer like the Hugging Face hub; check HF_ENDPOINT and this machine’s proxy.`,
  endpoint: (value: string): string =>
    `HF_ENDPOINT ${value} is not a web address; set one such as https://huggingface.co, or unset it.`,
  diskFull: (folder: string, needed: string, free: string): string =>
    `${folder} has ${free} of free space, but ${needed} are needed; make room, or choose another folder with --to.`,
  diskFilled: (folder: string): string =>
    `The disk at ${folder} is full; make room, or choose another folder with --to, and run the command again: it goes on where it stopped.`,
  notWritable: (folder: string, reason: string): string =>
    `${folder} cannot be written (${reason}); check its permissions, or choose another folder with --to.`,
  damaged: (path: string, page: string): string =>
    `${path} arrived damaged twice: its checksum is not the one that the hub names; check this machine’s proxy and disk, or look at ${page}.`,
  cutOff: (path: string, endpoint: string): string =>
    `${endpoint} broke off several times while it sent ${path}; run the command again later: it goes on where it stopped.`,
} as const

/** Why a repository is refused before anything large is fetched. */
export const layoutRefused = {
  unknown: (repository: string): string =>
    `${repository} is not a model that Duckrabbit can run: it needs the model_index.json of a DeepFloyd IF pipeline, or the config.json of a CLIP.`,
  pipeline: (repository: string, pipeline: string): string =>
    `${repository} is a ${pipeline}; Duckrabbit runs the pixel cascade of DeepFloyd IF (IFPipeline and IFSuperResolutionPipeline) only.`,
  type: (repository: string, type: string): string =>
    `${repository} is a ${type}; Duckrabbit takes CLIP from the transformers layout only.`,
  pickled: (repository: string, folder: string, file: string): string =>
    `${repository} has the weights of ${folder} only as ${file}, in PyTorch’s own format, which is not read; choose a repository with safetensors files.`,
  path: (repository: string, path: string): string =>
    `${repository} has a file ${path}, which would lead out of its folder; do not use this repository.`,
  missing: (repository: string, path: string): string =>
    `${repository} is incomplete: ${path} is missing; choose another repository or --revision.`,
} as const
