import { messagesIn } from '#src/messages/languages.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aboutCard } from '#src/discord/cards/notes.ts'
import { findLicences } from '#src/renderer/model-licences.ts'
import { scratchFolder } from '../store/scratch.ts'

it('the licence is that of the model that draws, whichever model was found first', async () => {
  const folder = await scratchFolder()
  const card = (license: string) => `---\nlicense: ${license}\n---\n`
  await mkdir(join(folder, 'first', 'unet'), { recursive: true })
  await writeFile(join(folder, 'first', 'README.md'), card('mit'))
  await mkdir(join(folder, 'nameless', 'unet'), { recursive: true })
  await mkdir(join(folder, 'preferred', 'stage_1'), { recursive: true })
  await writeFile(join(folder, 'preferred', 'stage_1', 'README.md'), card('deepfloyd-if-license'))
  const licences = await findLicences([folder])
  expect([...licences]).toEqual([
    ['first', 'mit'],
    ['preferred', 'deepfloyd-if-license'],
  ])
  const aboutText = (model: string | null): string => {
    const status = {
      state: 'ready',
      failure: null,
      model,
      device: 'cpu',
      subjects: [],
      capacity: 1,
      deaths: 0,
    } as const
    return JSON.stringify(aboutCard(status, { version: '1', licences }, messagesIn('en-US')))
  }
  expect(aboutText('preferred')).toContain('deepfloyd-if-license')
  expect(aboutText('preferred')).not.toContain('mit.')
  expect(aboutText('nameless')).toContain('not named by the model’s folder')
  expect(aboutText(null)).not.toContain('Licence of the model')
})
