import type { Picture } from '../picture.ts'
import { resized } from '../resized.ts'
import { ease } from './canvas.ts'
import { type Caption, makeCaption } from './caption.ts'
import type { Motion, Stage } from './motion.ts'

/** Captions for what has no prompt. */
const words = { noise: 'noise', before: 'before', after: 'after' } as const

/** Each estimate is shown for a moment and fades into the next. The finished picture stays longest. */
const timings = {
  noise: { stop: 900, frames: 10 },
  estimate: { stop: 240, frames: 7 },
  finished: { stop: 2600, frames: 12 },
} as const

/** Fades from the original picture to the result and back, endlessly. */
export async function originalFadeMotion(
  before: Picture,
  picture: Picture,
  prompt: string,
  stage: Stage,
): Promise<Motion[]> {
  const was = await resized(before, picture)
  const [from, to] = await captions(words.before, prompt === '' ? words.after : prompt, stage)
  return [
    { from, to, draw: crossFade(was, picture, stage) },
    { from: to, to: from, draw: crossFade(picture, was, stage) },
  ]
}

/** Fades from the noise through the network's estimates to the finished picture. */
export async function denoisingMotion(
  steps: { readonly noisy: readonly Picture[]; readonly estimates: readonly Picture[] },
  picture: Picture,
  prompt: string,
  stage: Stage,
): Promise<Motion[]> {
  // The last estimate is the picture itself, only smaller.
  const kept = [...steps.noisy.slice(0, 1), ...steps.estimates.slice(0, -1)]
  const shown = [...(await Promise.all(kept.map((one) => resized(one, picture)))), picture]
  const [noiseCaption, promptCaption] = await captions(words.noise, prompt, stage)
  const last = shown.length - 1
  return shown.flatMap((from, i) => {
    const to = shown[(i + 1) % shown.length]
    if (to === undefined) return []
    const pace = i === 0 ? timings.noise : i === last ? timings.finished : timings.estimate
    return [
      {
        pace,
        from: i === 0 ? noiseCaption : promptCaption,
        to: i === last ? noiseCaption : promptCaption,
        draw: crossFade(from, to, stage),
      },
    ]
  })
}

async function captions(first: string, second: string, { width }: Stage): Promise<[Caption, Caption]> {
  return [await makeCaption(first, width), await makeCaption(second, width)]
}

/** Fades from one picture to another of the same size. */
function crossFade(from: Picture, to: Picture, { left, top }: Stage): Motion['draw'] {
  const { width, height } = to
  return (frame, progress) => {
    const share = ease(progress)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const of = 4 * (y * width + x)
        const at = 4 * ((top + y) * frame.width + left + x)
        for (let c = 0; c < 3; c++)
          frame.data[at + c] = Math.round((from.data[of + c] ?? 0) * (1 - share) + (to.data[of + c] ?? 0) * share)
      }
    }
  }
}
