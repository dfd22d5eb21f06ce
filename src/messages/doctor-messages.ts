/** What `duckrabbit doctor` says. Problems are one sentence each, with what to do. */
export const doctorMessages = {
  healthy: 'No problems were found.',
  problems: (count: number): string => (count === 1 ? 'One problem:' : `${count} problems:`),
  oldNode: (version: string): string =>
    `Node.js ${version} is too old; install 20.19 or newer from https://nodejs.org.`,
  littleMemory: (memory: string): string =>
    `This machine has ${memory} of memory, and the bot with the included model needs about 1.1 GB; close other programs or use a larger machine.`,
  noModule: (name: string, reason: string): string =>
    `The native module ${name} cannot be loaded (${reason}); run npm ci again on this machine, with glibc Linux, macOS or Windows on x64 or arm64.`,
  deviceWrong: (device: string, error: string): string =>
    `The device ${device} computes wrongly (off by ${error}); update its driver, or set DEVICE=cpu.`,
  deviceDied: (device: string, reason: string): string =>
    `Trying the device ${device} ended its process (${reason}); update its driver, or set DEVICE=cpu.`,
  deviceSlow: (device: string): string =>
    `The device ${device} did not finish its self-test in time; it is probably emulated, so set DEVICE=cpu.`,
  measuringSlow: (device: string): string =>
    `${device}: measuring a model took over two minutes, so it was stopped; other programs may be using this machine.`,
  measuringDied: (device: string, reason: string): string =>
    `Measuring a model ended the process of the device ${device} (${reason}), probably because memory ran out; choose a smaller model, or set MEMORY_BUDGET.`,
  noModels: (folders: string): string =>
    `There is no model in ${folders}; run npx duckrabbit pull deepfloyd, or set MODEL_DIR.`,
  noSuchModel: (name: string, names: string): string => `There is no model ${name}; set MODEL to one of ${names}.`,
  emptyFolder: (folder: string): string => `MODEL_DIR names ${folder}, which holds no model; correct it in .env.`,
  brokenModel: (name: string, reason: string): string => `The model ${name} cannot draw: ${reason}`,
  incompleteModel: (name: string, files: string): string =>
    `The model ${name} is incomplete (${files}); run the npx duckrabbit pull that fetched it again.`,
  tooLarge: (name: string, network: string, needed: string, budget: string): string =>
    `The model ${name} does not fit: its ${network} needs ${needed} of memory and ${budget} are allowed; choose a smaller size, or raise MEMORY_BUDGET if the machine has more.`,
  dataFolder: (folder: string, reason: string): string =>
    `DATA_DIR ${folder} cannot be written (${reason}); check its permissions, or set another folder.`,
  littleSpace: (folder: string, free: string): string =>
    `Only ${free} are free at ${folder}; make room, or set DATA_DIR to another disk.`,
  noCommands: 'No slash commands are registered with Discord; run npx duckrabbit deploy.',
  missingCommands: (names: string): string =>
    `Discord does not know the commands ${names} of this version; run npx duckrabbit deploy.`,
  noServers: (link: string): string => `The bot is in no server; invite it with ${link}.`,
  permissions: (server: string, names: string): string =>
    `The bot may not ${names} in the server ${server}; give its role these permissions under Server Settings, Roles.`,
  noToken: 'No DISCORD_TOKEN is set, so npm start opens the local channel.',
} as const

/** Discord's permissions as people see them in the server's settings. */
export const permissionNames: Readonly<Record<string, string>> = {
  ViewChannel: '“View Channels”',
  SendMessages: '“Send Messages”',
  SendMessagesInThreads: '“Send Messages in Threads”',
  AttachFiles: '“Attach Files”',
  ReadMessageHistory: '“Read Message History”',
}
