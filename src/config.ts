import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'dotenv'
import { z } from 'zod'
import { type DeviceName, deviceList } from './device-name.ts'
import { UserError } from './errors.ts'
import { type StoreAddress, storeAddress } from './remote/store-address.ts'
import { oneOf, whole } from './schemas.ts'
import { type ShardRange, shardRange, shardsHint } from './shard-range.ts'
import { readSecretFiles } from './read-secret-files.ts'
import { userErrorOf } from './requests/parse-request.ts'

const logFormats = ['text', 'json'] as const
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The models that come with Duckrabbit, wherever it is installed. */
const ownModels = fileURLToPath(new URL('../models', import.meta.url))

/** What defaults depend on. */
export interface Machine {
  /** The memory that this process may use, in bytes. */
  readonly memory: number
  /** The folder that relative paths start from. */
  readonly directory: string
}

const decimal = (range: { readonly min: number; readonly max: number }) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), whole(range))

const units = { MB: 1e6, GB: 1e9, MiB: 2 ** 20, GiB: 2 ** 30 } as const
const amount = /^(\d+(?:\.\d+)?) ?(MB|GB|MiB|GiB)$/

const memory = z
  .string()
  .regex(amount, { error: 'must be an amount of memory such as 6GB or 700MiB' })
  .transform((text) => {
    const [, number, unit] = amount.exec(text) ?? []
    return Math.floor(Number(number) * (unit === undefined || !isUnit(unit) ? 1 : units[unit]))
  })

function isUnit(unit: string): unit is keyof typeof units {
  return unit in units
}

/** What can be chosen for the text encoder's weights. */
export const textEncoderBits = oneOf(['auto', '32', '8', '4'])

/** Every environment variable, in the order of `.env.example`, which explains them. */
export const variables = {
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  SHARDS: z
    .union([z.literal('auto'), decimal({ min: 1, max: 1000 }), shardRange], { error: shardsHint })
    .default('auto'),
  MODEL_DIR: z.string().optional(),
  MODEL: z.string().optional(),
  DEVICE: oneOf(['cpu', 'webgpu', 'cuda', 'auto']).default('auto'),
  DEVICES: deviceList.optional(),
  THREADS: decimal({ min: 0, max: 1024 }).default(0),
  MEMORY_BUDGET: memory.optional(),
  TEXT_ENCODER_BITS: textEncoderBits.default('auto'),
  DATA_DIR: z.string().default('data'),
  RETENTION_DAYS: decimal({ min: 0, max: 36_500 }).default(30),
  DATA_MEGABYTES: decimal({ min: 0, max: 100_000_000 }).default(0),
  QUEUE_WAITING_PER_PERSON: decimal({ min: 1, max: 1000 }).default(5),
  QUEUE_RUNNING_PER_PERSON: decimal({ min: 1, max: 100 }).default(1),
  QUEUE_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s/]+(?:\/\d*)?$/, {
      error:
        'QUEUE_URL is not the address of a Redis; it looks like redis://:PASSWORD@HOST:6379 or rediss://HOST:6380.',
    })
    .refine((url) => !/%(?![0-9a-f]{2})/i.test(url), {
      error: 'QUEUE_URL has a % that encodes nothing; write a % of the password as %25.',
    })
    .optional(),
  QUEUE_URL_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/[^\s/]+\/[^\s/]+$/, {
      error:
        'DATABASE_URL is not the address of a PostgreSQL database; it looks like postgres://USER:PASSWORD@HOST:5432/NAME.',
    })
    .optional(),
  DATABASE_URL_FILE: z.string().optional(),
  STORE_URL: storeAddress.optional(),
  UPLOAD_MEGABYTES: decimal({ min: 1, max: 500 }).default(25),
  UPLOAD_MEGAPIXELS: decimal({ min: 1, max: 268 }).default(50),
  LOCAL_HOST: z.string().default('127.0.0.1'),
  LOCAL_PORT: decimal({ min: 0, max: 65_535 }).default(7777),
  LOCAL_ACCESS_TOKEN: z
    .string()
    .min(16, { error: 'LOCAL_ACCESS_TOKEN is too short; use at least 16 characters that nobody can guess.' })
    .optional(),
  LOCAL_ACCESS_TOKEN_FILE: z.string().optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: decimal({ min: 0, max: 65_535 }).optional(),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  LOG_FORMAT: oneOf(logFormats).default('text'),
}

const environment = z.object(variables)

/** The checked settings with their defaults. Paths are absolute, amounts are in bytes. */
export interface Configuration {
  /** Without a token the bot opens the local channel. */
  readonly discordToken: string | undefined
  /** The connections that share the guilds. `auto`: as many as Discord recommends. A range: other processes have the rest. */
  readonly shards: 'auto' | number | ShardRange
  /** Folders that hold models, the preferred one first; Duckrabbit's own come last. */
  readonly modelDirs: readonly string[]
  /** Those of them that `MODEL_DIR` names. */
  readonly givenModelDirs: readonly string[]
  /** The model for requests that name none. Undefined means the first one found. */
  readonly model: string | undefined
  readonly device: 'cpu' | 'webgpu' | 'cuda' | 'auto'
  /** The devices that draw for the bot or for a worker, with one engine each. */
  readonly devices: readonly DeviceName[]
  /** Threads of the CPU provider. 0 leaves the choice to it. */
  readonly threads: number
  /** The memory that all loaded networks may take together, in bytes. */
  readonly memoryBudget: number
  /** Bits of the weights of text encoders. Undefined leaves the choice to the memory budget. */
  readonly textEncoderBits: 32 | 8 | 4 | undefined
  /** The folder of the database, the pictures and the caches. */
  readonly dataDir: string
  /** Days after which results are deleted. 0 keeps them forever. */
  readonly retentionDays: number
  /** The maximum size of all picture files together, in bytes. 0 sets no limit. */
  readonly dataBytes: number
  readonly queue: { readonly waitingPerPerson: number; readonly runningPerPerson: number }
  /** The Redis through which bots give work to the workers of other machines. Without it the bot draws itself. It may hold a password. */
  readonly queueUrl: string | undefined
  /** The PostgreSQL database that holds the rows. Without it they are in a file of the data folder. It may hold a password. */
  readonly databaseUrl: string | undefined
  /** The bucket through which bot and workers exchange pictures. Without it they use Redis. */
  readonly store: StoreAddress | undefined
  /** The limits of an attached picture, which are checked before it is decoded. */
  readonly uploads: { readonly bytes: number; readonly pixels: number }
  readonly local: { readonly host: string; readonly port: number; readonly accessToken: string | undefined }
  /** Where `/metrics`, `/healthz` and `/readyz` are served, or undefined if nobody asked for them. Port 0 takes a free one. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  readonly logLevel: (typeof logLevels)[number]
  /** `text` is one short line per entry for people, `json` is for programs. */
  readonly logFormat: (typeof logFormats)[number]
}

/**
 * Reads the configuration from environment variables. An empty variable counts as not set.
 *
 * @throws UserError `bad-configuration`, which names the variable.
 */
export function readConfiguration(
  variables: Readonly<Record<string, string | undefined>>,
  machine: Machine,
): Configuration {
  const given = readSecretFiles(
    Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim())),
    machine.directory,
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw userErrorOf(parsed.error, given, 'bad-configuration')
  const values = parsed.data
  if (!isLoopback(values.LOCAL_HOST) && values.LOCAL_ACCESS_TOKEN === undefined) {
    throw new UserError(
      'bad-configuration',
      `LOCAL_HOST ${values.LOCAL_HOST} can be reached from other machines; set LOCAL_ACCESS_TOKEN as well, or use 127.0.0.1.`,
    )
  }
  const path = (text: string): string => resolve(machine.directory, text)
  const dirs = (values.MODEL_DIR ?? '').split(delimiter).filter(Boolean).map(path)
  return {
    discordToken: values.DISCORD_TOKEN?.trim(),
    shards: values.SHARDS,
    modelDirs: [...new Set([...dirs, ownModels])],
    givenModelDirs: dirs,
    model: values.MODEL,
    device: values.DEVICE,
    devices: values.DEVICES ?? [values.DEVICE],
    threads: values.THREADS,
    memoryBudget: values.MEMORY_BUDGET ?? Math.floor(machine.memory * 0.75),
    textEncoderBits: bitsOf[values.TEXT_ENCODER_BITS],
    dataDir: path(values.DATA_DIR),
    retentionDays: values.RETENTION_DAYS,
    dataBytes: values.DATA_MEGABYTES * 1e6,
    queue: { waitingPerPerson: values.QUEUE_WAITING_PER_PERSON, runningPerPerson: values.QUEUE_RUNNING_PER_PERSON },
    queueUrl: values.QUEUE_URL?.trim(),
    databaseUrl: values.DATABASE_URL?.trim(),
    store: values.STORE_URL,
    uploads: { bytes: values.UPLOAD_MEGABYTES * 1e6, pixels: values.UPLOAD_MEGAPIXELS * 1e6 },
    local: { host: values.LOCAL_HOST, port: values.LOCAL_PORT, accessToken: values.LOCAL_ACCESS_TOKEN },
    metrics: values.METRICS_PORT === undefined ? undefined : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
  }
}

/** Bits of the text encoder's weights by the words that choose them. */
export const bitsOf = { auto: undefined, 32: 32, 8: 8, 4: 4 } as const

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/**
 * The configuration of this process, from `.env` in `directory` and from the environment, which takes precedence.
 *
 * @throws UserError `bad-configuration`.
 */
export function loadConfiguration(directory: string = process.cwd()): Configuration {
  return readConfiguration(readEnvironment(directory), machineAt(directory))
}

/** The settings that hold where nothing is configured. */
export function defaultConfiguration(directory: string): Configuration {
  return readConfiguration({}, machineAt(directory))
}

/** The variables of `.env` in `directory` and of the environment, which takes precedence. @throws UserError `bad-configuration` */
export function readEnvironment(directory: string = process.cwd()): Readonly<Record<string, string | undefined>> {
  return { ...readDotenv(join(directory, '.env')), ...process.env }
}

function readDotenv(file: string): Readonly<Record<string, string>> {
  try {
    return parse(readFileSync(file))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new UserError(
      'bad-configuration',
      `The file ${file} cannot be read; check that it is a file and its permissions.`,
      {},
      { cause: error },
    )
  }
}

function machineAt(directory: string): Machine {
  return { memory: memoryOfMachine(), directory }
}

/** The memory that this process may use, in bytes. In a container only the container's counts. */
export function memoryOfMachine(): number {
  const limit = process.constrainedMemory()
  const total = totalmem()
  return limit > 0 && limit < total ? limit : total
}
