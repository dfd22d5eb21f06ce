import { readingRole } from '#src/store/reading-role.ts'
import { type DrawRequest, modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { fields } from '#src/requests/fields.ts'
import { resolve } from '#src/requests/resolve.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'

const longest = '*_~`>#'.repeat(200).slice(0, fields.prompt.maxLength)
const picture = { sha256: 'a'.repeat(64), name: `${'n'.repeat(251)}.png` }
const view = (name: 'identity' | 'flip' | 'rotate_cw' | 'jigsaw') => ({ prompt: longest, view: { name } })

/** A request of every mode, each as long as its schema allows. */
export const longestRequests: readonly DrawRequest[] = [
  { mode: 'generate', prompt: longest, negative: longest, count: 4, seed: fields.seed.max },
  { mode: 'generate' },
  { mode: 'edit', picture, prompt: longest, count: 4, seed: 1 },
  { mode: 'inpaint', picture, mask: { from: 'regions', regions: ['left'] }, prompt: longest, count: 4, seed: 1 },
  {
    mode: 'anagram',
    readings: [view('identity'), view('flip'), view('rotate_cw'), view('jigsaw')],
    style: longest.slice(0, 200),
    count: 4,
    seed: 1,
  },
  {
    mode: 'hybrid',
    kind: 'scale',
    parts: [1, 2, 3, 4].map(() => ({ component: 'scale' as const, prompt: longest })),
    style: longest.slice(0, 200),
    count: 4,
    seed: 1,
  },
  {
    mode: 'hybrid',
    kind: 'low_high',
    parts: [{ component: 'high', prompt: longest }],
    pinned: { component: 'low', picture },
    seed: 1,
  },
  { mode: 'denoise', picture, prompt: longest, seed: 1 },
  { mode: 'upscale', picture, prompt: longest, count: 4, seed: 1 },
  { mode: 'style', picture, style: longest.slice(0, 200), prompt: longest, count: 4, seed: 1 },
  {
    mode: 'compare',
    of: { mode: 'generate', prompt: longest, seed: 1 },
    axes: [
      { setting: 'guidance', values: [1, 2, 3, 4] },
      { setting: 'steps', values: [1, 2, 3, 4] },
    ],
  },
]

/** Where a job with a spoiler came from. */
export const spoilerOrigin = {
  from: 'discord',
  applicationId: '1',
  guildId: null,
  channelId: null,
  messageId: null,
  ephemeral: false,
  mayPost: false,
  fileLimit: 1e7,
  spoiler: true,
  standing: 'reply',
  notices: [],
}

/** A finished job of this request. */
export const jobOf = (request: DrawRequest, rest: Partial<Job> = {}): Job => ({
  id: 'a1b2c3d4e5f6',
  personId: '1'.repeat(19),
  request,
  origin: {},
  parentId: null,
  state: 'done',
  failure: null,
  acceptedAt: 0,
  startedAt: 1000,
  endedAt: 3_700_000,
  deliveredAt: null,
  seconds: 3699,
  deaths: 0,
  interruptions: 0,
  ...rest,
})

/** The results of such a job: its pictures with their strips and readings, and its sheet where it has one. */
export function resultsOf(job: Job, width: 64 | 256 = 256): readonly Result[] {
  const { request } = job
  const resolved = resolve(request, { name: 'duckling', stages: [{}, {}] }, () => 1)
  const cells = resolved.mode === 'compare' ? resolved.cells.flat() : undefined
  const count = cells?.length ?? (request.mode === 'compare' ? 1 : (request.count ?? 1))
  const made = (picture: number, role: string, drawn: ResolvedRequest): Result => ({
    jobId: job.id,
    picture,
    role,
    sha256: 'b'.repeat(64),
    format: 'png',
    width,
    height: width,
    bytes: 1000,
    seed: 1 + picture,
    recipe: {
      version: 1,
      request: drawn,
      picture,
      seed: 1 + picture,
      model: { name: 'duckling', fingerprint: 'f' },
      duckrabbit: '0.1.0',
      device: 'cpu',
    },
  })
  const meanings = modeOf(request).readings?.(request) ?? []
  const roles = ['picture', ...(meanings.length < 2 ? [] : meanings.map((_, n) => readingRole(n))), 'strip']
  const pictures = Array.from({ length: count }, (_, picture) =>
    roles.map((role) => made(picture, role, cells?.[picture] ?? resolved)),
  )
  const sheet = request.mode === 'compare' || request.mode === 'denoise' ? [made(0, 'sheet', resolved)] : []
  return [...pictures.flat(), ...sheet]
}
