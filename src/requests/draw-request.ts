import { z } from 'zod'
import { anagramRequest, resolvedAnagram } from './modes/anagram.ts'
import { compareRequest, resolvedCompare } from './modes/compare.ts'
import { denoiseRequest, resolvedDenoise } from './modes/denoise.ts'
import { editRequest, resolvedEdit } from './modes/edit.ts'
import { generateRequest, resolvedGenerate } from './modes/generate.ts'
import { hybridRequest, resolvedHybrid } from './modes/hybrid.ts'
import { inpaintRequest, resolvedInpaint } from './modes/inpaint.ts'
import { resolvedStyle, styleRequest } from './modes/style.ts'
import { resolvedUpscale, upscaleRequest } from './modes/upscale.ts'

export const modes = [
  'generate',
  'edit',
  'inpaint',
  'anagram',
  'hybrid',
  'denoise',
  'upscale',
  'style',
  'compare',
] as const

/** What a person asks for, in any mode; undefined fields mean the defaults of the model and the mode. */
export const drawRequest = z.discriminatedUnion(
  'mode',
  [
    generateRequest,
    editRequest,
    inpaintRequest,
    anagramRequest,
    hybridRequest,
    denoiseRequest,
    upscaleRequest,
    styleRequest,
    compareRequest,
  ],
  {
    error: (issue) =>
      typeof issue.input === 'object' && issue.input !== null
        ? `must be one of ${modes.join(', ')}`
        : 'must be an object with a `mode`',
  },
)
export type DrawRequest = z.infer<typeof drawRequest>
export type Mode = DrawRequest['mode']

/** A request for one drawing; a `compare` is a sheet of several. */
export type DrawingRequest = Exclude<DrawRequest, { mode: 'compare' }>

/** What a request has drawn: of a comparison, the drawing that it varies. */
export function drawingOf(request: DrawRequest): DrawingRequest {
  return request.mode === 'compare' ? request.of : request
}

/** The same with every default filled in: with the model's weights, all that decides what the pictures look like. */
export const resolvedRequest = z.discriminatedUnion('mode', [
  resolvedGenerate,
  resolvedEdit,
  resolvedInpaint,
  resolvedAnagram,
  resolvedHybrid,
  resolvedDenoise,
  resolvedUpscale,
  resolvedStyle,
  resolvedCompare,
])
export type ResolvedRequest = z.infer<typeof resolvedRequest>
/** A resolved request that is one drawing, not a sheet of several. */
export type ResolvedDrawing = Exclude<ResolvedRequest, { mode: 'compare' }>
