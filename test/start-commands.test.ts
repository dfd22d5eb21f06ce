import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const repositoryFile = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

test('the image and the service start the bot as `npm start` does', async () => {
  const { scripts } = JSON.parse(await repositoryFile('package.json')) as { scripts: { start: string } }
  const image = /^CMD (\[.*\])$/m.exec(await repositoryFile('Dockerfile'))?.[1]
  const service = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(await repositoryFile('deploy/systemd/duckrabbit.service'))?.[1]

  expect(scripts.start).toMatch(/^node .*src\/bot\.ts$/)
  expect((JSON.parse(image ?? '[]') as string[]).join(' ')).toBe(scripts.start)
  expect(service).toBe(scripts.start)
})
