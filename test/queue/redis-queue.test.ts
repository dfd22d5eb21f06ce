import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type RedisServer, startRedis } from '#test/remote/redis-server.ts'
import { requires } from '#test/requirement.ts'
import { describeJobQueue } from './conformance/index.ts'
import { makeWithRedis } from './redis-queue.ts'

requires('redis')('a queue with workers in Redis', () => {
  let server: RedisServer | undefined
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duckrabbit-redis-'))
    server = await startRedis(folder)
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  describeJobQueue(
    'redis',
    makeWithRedis(() => {
      if (server === undefined) throw new Error('Redis does not run')
      return server
    }),
  )
})
