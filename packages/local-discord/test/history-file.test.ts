import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type LocalDiscord, createLocalDiscord, historyFile } from '#src/server.ts'
import { testClock } from '#src/testing/index.ts'
import { writeMessage } from '#src/world/write-message.ts'

const GENERAL = '1470000000000000111'
const ADA = '1470000000000000011'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})
async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-discord-'))
  folders.push(folder)
  return join(folder, 'history')
}

function say(local: LocalDiscord, content: string, file?: string): void {
  const uploads = file === undefined ? [] : [{ key: '0', filename: 'a.txt', bytes: new TextEncoder().encode(file) }]
  writeMessage(local.context, { personId: ADA, channelId: GENERAL, content, uploads })
}
const contents = (local: LocalDiscord) =>
  [...(local.context.world.messages.get(GENERAL)?.values() ?? [])].map(({ content }) => content)

test('messages and their files survive a restart', async () => {
  const clock = testClock()
  const file = historyFile(await newPath())
  const save = vi.spyOn(file, 'save')
  const first = await createLocalDiscord({ page: false, clock, history: file })
  say(first, 'hello', 'kept')
  await clock.advance(30_000)
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(1))
  // Nothing has changed since, so nothing is saved.
  await clock.advance(120_000)
  await first.close()
  expect(save).toHaveBeenCalledTimes(1)

  const second = await createLocalDiscord({ page: false, clock, history: file })
  expect(contents(second)).toEqual(['hello'])
  const [attachment] = second.context.world.attachments.values()
  if (attachment === undefined) throw new Error('the file is gone')
  const { url } = second.context.attachmentLinks.show(attachment, second.context.origin())
  expect(await (await fetch(url)).text()).toBe('kept')
  await second.close()
})

test('a failed save is reported, and repeated once there is room', async () => {
  const clock = testClock()
  const file = historyFile(await newPath())
  const save = vi.spyOn(file, 'save').mockRejectedValueOnce(new Error('ENOSPC: no space left on device'))
  const warnings: string[] = []
  const local = await createLocalDiscord({
    page: false,
    clock,
    history: file,
    onWarning: (sentence, cause) => warnings.push(`${sentence} ${String(cause)}`),
  })
  say(local, 'precious')
  await clock.advance(30_000)
  expect(warnings).toEqual([expect.stringMatching(/could not be saved.*ENOSPC/)])
  await clock.advance(30_000)
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2))
  await local.close()

  const again = await createLocalDiscord({ page: false, clock, history: file })
  expect(contents(again)).toEqual(['precious'])
  await again.close()
})

test('a damaged file is renamed and reported, and the server starts with an empty channel', async () => {
  const path = await newPath()
  const damaged = new Uint8Array([255, 15, 34, 1, 97])
  await writeFile(path, damaged)
  const warnings: string[] = []
  const local = await createLocalDiscord({
    page: false,
    history: historyFile(path),
    onWarning: (sentence) => warnings.push(sentence),
  })
  expect(warnings).toEqual([expect.stringContaining(`${path}.damaged`)])
  expect(new Uint8Array(await readFile(`${path}.damaged`))).toEqual(damaged)
  expect(contents(local)).toEqual([])
  say(local, 'a new beginning')
  await local.close()

  const again = await createLocalDiscord({ page: false, history: historyFile(path) })
  expect(contents(again)).toEqual(['a new beginning'])
  await again.close()
})
