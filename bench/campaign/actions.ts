import { ComponentType } from 'discord.js'
import sharp from 'sharp'
import { file, type Options, type Reply, type TestFile, type TestMessage } from 'local-discord/testing'
import type { Member } from './crowd.ts'
import type { Random } from './random.ts'

const animals = ['a fox', 'a hare', 'a duck', 'a rabbit', 'a cow', 'an owl', 'a horse', 'a cat'] as const

type Command = readonly [name: string, options: Options]

export async function examplePicture(edge = 96): Promise<TestFile> {
  const create = { width: edge, height: edge, channels: 3, background: { r: 200, g: 120, b: 40 } } as const
  return file('photo.png', await sharp({ create }).png().toBuffer())
}

/** Commands that draw, with options that fit. */
function drawingCommand(random: Random, picture: TestFile): Command {
  const prompt = random.pick(animals)
  const size = 64
  return random.pick<Command>([
    ['/generate', { prompt, size }],
    ['/generate', { prompt, size, count: 2 }],
    ['/edit', { prompt, picture, size }],
    ['/inpaint', { prompt, picture, region: 'top', size }],
    ['/anagram', { prompt, second: random.pick(animals), size }],
    ['/hybrid', { first: prompt, second: random.pick(animals), size }],
    ['/denoise', { picture }],
    ['/style', { picture, style: 'in style of a woodcut', size }],
    ['/upscale', { picture }],
    ['/compare', { setting: 'guidance', values: '3, 7', prompt, size }],
    ['/generate', { prompt, size, private: true }],
    ['/generate', { prompt, size, spoiler: true }],
  ])
}

const otherCommands: readonly Command[] = [
  ...['/queue', '/quota', '/info', '/help', '/preferences', '/privacy', '/gallery', '/export'].map((name): Command => [
    name,
    {},
  ]),
  ['/gallery', { show: 'mine' }],
  ['/challenge list', {}],
  ['/challenge leaderboard', {}],
  ['/guess start', { minutes: 2 }],
  ['/guess end', {}],
  ['/guess leaderboard', {}],
]

/** Everybody else is refused with a sentence. */
const managing: readonly Command[] = [
  ['/settings', {}],
  ['/guess cancel', {}],
  ['/challenge start', { theme: 'Owls at night', entries: '5m', votes: '5m', size: 64 }],
  ['/challenge start', { theme: 'Two meanings', entries: '5m', votes: '5m', size: 64, voting: 'duels', each: 3 }],
]

const onMessage = [
  'Edit this',
  'Inpaint this',
  'Make an anagram from this',
  'Make a hybrid from this',
  'Upscale this',
  'Show recipe',
] as const

export function startDrawing(member: Member, random: Random, picture: TestFile): Reply {
  return start(member, drawingCommand(random, picture))
}

function start({ person, channel }: Member, [command, options]: Command, place = channel): Reply {
  return person.in(place).start(command, options)
}

/** Acts like a person: sends a command, presses a button, uses a menu, fills in a form, votes or cancels. */
export function act(member: Member, random: Random, picture: TestFile): Promise<Reply> {
  const { person } = member
  const kind = random.next()
  // Where something has just happened, and sometimes elsewhere.
  const place = random.chance(0.5) ? random.pick(member.places()) : member.channel
  if (kind < 0.35) return Promise.resolve(start(member, drawingCommand(random, picture), place))
  if (kind < 0.48) return submitForm(start(member, otherCommand(member, random), place), random)
  if (kind < 0.53)
    return submitForm(start(member, ['/generate', { prompt: random.pick(animals), advanced: true }]), random)
  const latest = person.in(place).messages(12)
  if (kind < 0.58 && latest.length > 0) return useMenu(member, random, random.pick(latest))
  const withControls = latest.filter(({ controls }) => controls.some(({ disabled }) => !disabled))
  if (withControls.length === 0) return Promise.resolve(startDrawing(member, random, picture))
  return useControl(random.pick(withControls), random)
}

/** A command that draws nothing. Some name a result or a challenge that the person sees. */
function otherCommand({ person, channel, manages }: Member, random: Random): Command {
  if (random.chance(0.1)) {
    const shown = person
      .in(channel)
      .messages(12)
      .flatMap(({ controls }) => controls)
    const job = shown.map(({ customId }) => /^reroll!?:([a-z0-9]+)/.exec(customId)?.[1]).find(Boolean)
    if (job !== undefined) return ['/show', { id: job, private: random.chance(0.5) }]
  }
  return random.pick(manages && random.chance(0.3) ? managing : otherCommands)
}

async function useMenu({ person }: Member, random: Random, message: TestMessage): Promise<Reply> {
  return submitForm(await person.contextMenu(random.pick(onMessage), message), random)
}

/** Presses any button of a message or chooses from any of its menus, and submits the form that opens. */
async function useControl(message: TestMessage, random: Random): Promise<Reply> {
  const usable = message.controls.filter(
    ({ type, disabled }) => !disabled && (type === ComponentType.Button || type === ComponentType.StringSelect),
  )
  if (usable.length === 0) throw new Error('There is nothing to use')
  const { type, customId } = random.pick(usable)
  const using =
    type === ComponentType.Button
      ? message.press(customId)
      : message.select(customId, [random.pick(choicesOf(message.raw.components, customId))])
  return submitForm(await using, random)
}

/** The values that a menu offers. */
function choicesOf(node: unknown, customId: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  if ('custom_id' in node && node.custom_id === customId && 'options' in node)
    return (node.options as readonly { readonly value: string }[]).map(({ value }) => value)
  return Object.values(node).flatMap((child) => choicesOf(child, customId))
}

/**
 * Submits the form that a command or a button has opened, as it is or with its first text changed, and returns the new
 * reply. Returns the reply itself if there is no form.
 */
async function submitForm(reply: Reply, random: Random): Promise<Reply> {
  await reply.acknowledged()
  const form = modalOf(reply)
  if (form === undefined) return reply
  const [first] = form.fields
  const changed =
    first !== undefined && random.chance(0.5) ? form.fill({ [first.customId]: random.pick(animals) }) : form
  // A form whose first field is no text.
  return changed.submit().catch(() => form.submit())
}

function modalOf(reply: Reply) {
  try {
    return reply.modal
  } catch {
    return undefined
  }
}
