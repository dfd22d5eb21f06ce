import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { describe, expect, it } from 'vitest'
import { loadConfiguration, readConfiguration, variables } from '#src/config.ts'
import { UserError } from '#src/errors.ts'

const machine = { memory: 8e9, directory: '/home/duck' }
const example = new URL('../.env.example', import.meta.url)

describe('readConfiguration', () => {
  it('has a default for everything', () => {
    const configuration = readConfiguration({}, machine)
    expect(configuration).toMatchObject({
      device: 'auto',
      devices: ['auto'],
      threads: 0,
      memoryBudget: 6e9,
      dataDir: '/home/duck/data',
      retentionDays: 30,
      dataBytes: 0,
      queue: { waitingPerPerson: 5, runningPerPerson: 1 },
      uploads: { bytes: 25e6, pixels: 50e6 },
      local: { host: '127.0.0.1', port: 7777 },
      logLevel: 'info',
      logFormat: 'text',
    })
    expect(configuration.discordToken).toBeUndefined()
    expect(configuration.modelDirs).toHaveLength(1)
  })

  it('reads every variable', () => {
    const configuration = readConfiguration(
      {
        DISCORD_TOKEN: ' secret ',
        SHARDS: '4',
        MODEL_DIR: ['/srv/models', 'mine'].join(process.platform === 'win32' ? ';' : ':'),
        MODEL: 'IF',
        DEVICE: 'cuda',
        DEVICES: 'cuda:0, cuda:1',
        THREADS: '4',
        MEMORY_BUDGET: '1.5GiB',
        TEXT_ENCODER_BITS: '8',
        DATA_DIR: '/var/duck',
        RETENTION_DAYS: '0',
        DATA_MEGABYTES: '500',
        QUEUE_WAITING_PER_PERSON: '2',
        QUEUE_RUNNING_PER_PERSON: '3',
        STORE_URL: 's3://pictures/duck?endpoint=http://minio:9000',
        DATABASE_URL: 'postgres://duck:pass@db.example/duck',
        QUEUE_URL: 'redis://:pass%20word@redis.example:6379/1',
        UPLOAD_MEGABYTES: '8',
        UPLOAD_MEGAPIXELS: '12',
        LOCAL_HOST: '0.0.0.0',
        LOCAL_PORT: '0',
        LOCAL_ACCESS_TOKEN: 'sixteen letters!',
        METRICS_HOST: '10.0.0.7',
        METRICS_PORT: '9464',
        LOG_LEVEL: 'debug',
        LOG_FORMAT: 'json',
      },
      machine,
    )
    expect(configuration).toMatchObject({
      discordToken: 'secret',
      shards: 4,
      model: 'IF',
      device: 'cuda',
      devices: ['cuda:0', 'cuda:1'],
      threads: 4,
      memoryBudget: 1.5 * 2 ** 30,
      textEncoderBits: 8,
      dataDir: '/var/duck',
      retentionDays: 0,
      dataBytes: 500e6,
      queue: { waitingPerPerson: 2, runningPerPerson: 3 },
      store: { bucket: 'pictures', prefix: 'duck/', endpoint: 'http://minio:9000' },
      queueUrl: 'redis://:pass%20word@redis.example:6379/1',
      uploads: { bytes: 8e6, pixels: 12e6 },
      local: { host: '0.0.0.0', port: 0, accessToken: 'sixteen letters!' },
      metrics: { host: '10.0.0.7', port: 9464 },
      logLevel: 'debug',
      logFormat: 'json',
    })
    expect(configuration.modelDirs.slice(0, 2)).toEqual(['/srv/models', '/home/duck/mine'])
  })

  it.each<[Record<string, string>, string]>([
    [{ DEVICE: 'gpu' }, '`DEVICE` must be one of cpu, webgpu, cuda, auto; you gave "gpu".'],
    [{ DEVICES: 'cuda:0,tpu' }, '`DEVICES` must be a list such as cuda:0,cuda:1'],
    [{ THREADS: 'many' }, '`THREADS` must be a whole number from 0 to 1024; you gave "many".'],
    [{ LOCAL_PORT: '80.5' }, '`LOCAL_PORT` must be a whole number from 0 to 65535; you gave "80.5".'],
    [{ TEXT_ENCODER_BITS: '16' }, '`TEXT_ENCODER_BITS` must be one of auto, 32, 8, 4; you gave "16".'],
    [{ MEMORY_BUDGET: '6' }, '`MEMORY_BUDGET` must be an amount of memory such as 6GB or 700MiB; you gave "6".'],
    [
      { LOG_LEVEL: 'loud' },
      '`LOG_LEVEL` must be one of fatal, error, warn, info, debug, trace, silent; you gave "loud".',
    ],
    [
      { SHARDS: '4-2/8' },
      '`SHARDS` must be auto, a whole number from 1 to 1000, or a part of the shards such as 0-3/16; you gave "4-2/8".',
    ],
    [{ LOCAL_HOST: '0.0.0.0' }, 'set LOCAL_ACCESS_TOKEN as well'],
    [{ LOCAL_ACCESS_TOKEN: 'guess me' }, 'use at least 16 characters'],
  ])('refuses %j and names the variable', (given, words) => {
    expect(() => readConfiguration(given, machine)).toThrow(UserError)
    expect(() => readConfiguration(given, machine)).toThrow(words)
  })

  it('reads a part of the shards', () => {
    expect(readConfiguration({ SHARDS: '4-7/16' }, machine).shards).toEqual({ first: 4, last: 7, count: 16 })
  })

  it('never prints a secret', () => {
    expect(() => readConfiguration({ LOCAL_ACCESS_TOKEN: 'guess me' }, machine)).not.toThrow('guess me')
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://duck:hunter2@host/duck' }, machine)).toThrow(
      'DATABASE_URL is not the address of a PostgreSQL database',
    )
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://duck:hunter2@host/duck' }, machine)).not.toThrow('hunter2')
    expect(() => readConfiguration({ QUEUE_URL: 'http://:hunter2@host' }, machine)).toThrow(
      'not the address of a Redis',
    )
    expect(() => readConfiguration({ QUEUE_URL: 'http://:hunter2@host' }, machine)).not.toThrow('hunter2')
    expect(() => readConfiguration({ QUEUE_URL: 'redis://:50%off@host' }, machine)).toThrow(
      'QUEUE_URL has a % that encodes nothing; write a % of the password as %25.',
    )
  })
})

describe('a secret in a file', () => {
  async function withFolder(test: (folder: string) => Promise<void> | void): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
    try {
      await test(folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const read = (folder: string, given: Record<string, string>) =>
    readConfiguration(given, { ...machine, directory: folder })

  it('is read without the line break at its end, from a path relative to the working directory', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'token'), 'from a file\n')
      await writeFile(join(folder, 'access'), 'sixteen letters!\n')
      const files = { DISCORD_TOKEN_FILE: 'token', LOCAL_ACCESS_TOKEN_FILE: join(folder, 'access') }
      expect(read(folder, files)).toMatchObject({
        discordToken: 'from a file',
        local: { accessToken: 'sixteen letters!' },
      })
    }))

  it('is refused beside the variable itself, where the file is missing or empty, and where the secret is too short', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'empty'), '\n')
      await writeFile(join(folder, 'short'), 'guess me')
      const refused: [Record<string, string>, string][] = [
        [{ DISCORD_TOKEN: 'a', DISCORD_TOKEN_FILE: 'empty' }, 'are both set'],
        [{ DISCORD_TOKEN_FILE: 'missing' }, `The file ${join(folder, 'missing')} that DISCORD_TOKEN_FILE names`],
        [{ DISCORD_TOKEN_FILE: 'empty' }, 'is empty'],
        [{ LOCAL_ACCESS_TOKEN_FILE: 'short' }, 'use at least 16 characters'],
      ]
      for (const [given, sentence] of refused) {
        expect(() => read(folder, given)).toThrow(UserError)
        expect(() => read(folder, given)).toThrow(sentence)
        expect(() => read(folder, given)).not.toThrow('guess me')
      }
    }))
})

describe('.env.example', () => {
  it('has every variable and no other, each under a comment', async () => {
    const text = await readFile(example, 'utf8')
    expect(Object.keys(parse(text)).sort()).toEqual(Object.keys(variables).sort())
    for (const paragraph of text.split(/\n\n+/)) expect(paragraph).toMatch(/^#/)
  })

  it('names the actual defaults', async () => {
    const asShipped = readConfiguration(parse(await readFile(example)), machine)
    expect(asShipped).toEqual(readConfiguration({}, machine))
  })
})

describe('loadConfiguration', () => {
  it('reads .env, which may be missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
    try {
      expect(loadConfiguration(folder).retentionDays).toBe(30)
      await writeFile(join(folder, '.env'), 'RETENTION_DAYS=7\nDATA_DIR=here\n')
      expect(loadConfiguration(folder)).toMatchObject({ retentionDays: 7, dataDir: join(folder, 'here') })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('reports a .env that cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
    try {
      const inner = join(folder, 'inner')
      await writeFile(inner, '')
      expect(() => loadConfiguration(inner)).toThrow('cannot be read')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
