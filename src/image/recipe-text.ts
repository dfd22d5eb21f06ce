import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import { parseRecipe, type Recipe } from '#src/requests/recipe.ts'
import { type PngText, textsOf } from './png-chunks.ts'

/** The keyword under which a PNG holds its recipe as JSON. */
export const recipeKeyword = 'duckrabbit'

/**
 * What a PNG says of how it was made: the recipe for us, and `parameters`, the plain words that other programs look
 * for (Stable Diffusion web UI's form: prompt, negative prompt, then a line of settings).
 */
export function recipeTexts(recipe: Recipe): PngText[] {
  return [
    { keyword: recipeKeyword, text: JSON.stringify(recipe) },
    { keyword: 'parameters', text: parametersOf(recipe) },
  ]
}

/** The recipe in a PNG file; undefined where there is none that can be read. */
export function readRecipe(file: Uint8Array): Recipe | undefined {
  const text = textsOf(file).find(({ keyword }) => keyword === recipeKeyword)
  return text && parseRecipe(text.text)
}

function parametersOf(recipe: Recipe): string {
  const { request } = recipe
  if (request.mode === 'compare') return `Mode: compare, Model: ${recipe.model.name}`
  const { stageOne, stageTwo } = request
  const settings: Record<string, string | number> = {
    Steps: typeof stageOne.steps === 'object' ? JSON.stringify(stageOne.steps) : stageOne.steps,
    Sampler: stageOne.sampler,
    'CFG scale': stageOne.guidance,
    Seed: recipe.seed,
    Size: `${request.size}x${request.size}`,
    Model: recipe.model.name,
    'Model hash': recipe.model.fingerprint,
    Mode: request.mode,
    ...(stageTwo && { 'Noise level': stageTwo.noiseLevel }),
    ...(stageTwo && stageTwo.backProjections > 0 && { 'Back-projections': stageTwo.backProjections }),
    Version: `duckrabbit ${recipe.duckrabbit}`,
  }
  return [
    promptOf(request),
    ...(request.negative === '' ? [] : [`Negative prompt: ${request.negative}`]),
    Object.entries(settings)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', '),
  ].join('\n')
}

/** All prompts of a request as one line. */
export function promptOf(request: ResolvedDrawing): string {
  switch (request.mode) {
    case 'anagram':
      return styled(request.style, request.readings.map(({ prompt, view }) => `${prompt} (${view.name})`).join(' | '))
    case 'hybrid':
      return styled(request.style, request.parts.map(({ prompt, component }) => `${prompt} (${component})`).join(' | '))
    case 'style':
      return styled(request.style, request.prompt)
    case 'generate':
    case 'edit':
    case 'inpaint':
    case 'denoise':
    case 'upscale':
      return request.prompt
    default:
      return request satisfies never
  }
}

function styled(style: string, prompts: string): string {
  return style === '' ? prompts : `${style} ${prompts}`
}
