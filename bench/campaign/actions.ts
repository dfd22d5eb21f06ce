import { ComponentType } from 'discord.js'
import sharp from 'sharp'
import { file, type Options, type Reply, type TestFile, type TestMessage } from 'local-discord/testing'
import type { Member } from './crowd.ts'
import type { Random } from './random.ts'

const animals = ['a fox', 'a hare', 'a duck', 'a rabbit', 'a cow', 'an owl', 'a horse', 'a cat'] as const

export async function examplePicture(edge = 96): Promise<TestFile> {
  const create = { width: edge, height: edge, channels: 3, background: { r: 200, g: 120, b: 40 } } as const
  return file('photo.png', await sharp({ create }).png().toBuffer())
}

/** Commands that draw, with options that fit. */
function drawingCommand(random: Random, picture: TestFile): readonly [string, Options] {
  const prompt = random.pick(animals)
  const size = 64
  return random.pick<readonly [string, Options]>([
    ['/generate', { prompt, size }],
    ['/generate', { prompt, size, count: 2 }],
    ['/edit', { prompt, picture, size }],
    ['/inpaint', { prompt, picture, region: 'top', size }],
    ['/anagram', { prompt, second: random.pick(animals), size }],
    ['/hybrid', { first: prompt, second: random.pick(animals), size }],
    ['/denoise', { picture }],
    ['/style', { picture, style: 'in style of a woodcut', size }],
    ['/upscale', { picture }],
    ['/generate', { prompt, size, private: true }],
    ['/generate', { prompt, size, spoiler: true }],
  ])
}

const otherCommands: readonly string[] = ['/queue', '/quota', '/info', '/help', '/preferences', '/privacy']

export function startDrawing(member: Member, random: Random, picture: TestFile): Reply {
  const [command, options] = drawingCommand(random, picture)
  return start(member, command, options)
}

function start({ person, channel }: Member, command: string, options: Options): Reply {
  return person.in(channel).start(command, options)
}

/** Acts like a person: sends a command, presses a button, uses a menu, fills in a form or cancels. */
export function act(member: Member, random: Random, picture: TestFile): Promise<Reply> {
  const { person, channel } = member
  const kind = random.next()
  const latest = person.in(channel).messages(12)
  if (kind < 0.35) return Promise.resolve(startDrawing(member, random, picture))
  if (kind < 0.5) return Promise.resolve(start(member, random.pick(otherCommands), {}))
  if (kind < 0.55) return submitForm(start(member, '/generate', { prompt: random.pick(animals), advanced: true }))
  const withControls = latest.filter(({ controls }) => controls.some(({ disabled }) => !disabled))
  if (withControls.length === 0) return Promise.resolve(startDrawing(member, random, picture))
  return press(random.pick(withControls), random)
}

/** Presses any button of a message, and submits the form that it opens. */
async function press(message: TestMessage, random: Random): Promise<Reply> {
  const usable = message.controls.filter(({ type, disabled }) => type === ComponentType.Button && !disabled)
  const [first] = usable
  if (first === undefined) throw new Error('no button')
  return submitForm(await message.press(random.pick(usable).customId))
}

/**
 * Submits the form that a command or a button has opened, and returns the new reply. Returns the reply itself if there
 * is no form.
 */
async function submitForm(reply: Reply): Promise<Reply> {
  await reply.acknowledged()
  const form = modalOf(reply)
  return form === undefined ? reply : form.submit()
}

function modalOf(reply: Reply) {
  try {
    return reply.modal
  } catch {
    return undefined
  }
}
