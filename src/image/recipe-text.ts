import { modeOf } from '#src/requests/draw-request.ts'
import { promptLine } from '#src/requests/prompt-line.ts'
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

/** The recipe in a PNG file, or undefined if there is none that can be read. */
export function readRecipe(file: Uint8Array): Recipe | undefined {
  const text = textsOf(file).find(({ keyword }) => keyword === recipeKeyword)
  return text && parseRecipe(text.text)
}

function parametersOf(recipe: Recipe): string {
  const { request } = recipe
  const shared = modeOf(request).resolvedSettings(request)
  if (shared === undefined) return `Mode: ${request.mode}, Model: ${recipe.model.name}`
  const { stageOne, stageTwo, size, negative } = shared
  const settings: Record<string, string | number> = {
    Steps: typeof stageOne.steps === 'object' ? JSON.stringify(stageOne.steps) : stageOne.steps,
    Sampler: stageOne.sampler,
    'CFG scale': stageOne.guidance,
    Seed: recipe.seed,
    Size: `${size}x${size}`,
    Model: recipe.model.name,
    'Model hash': recipe.model.fingerprint,
    Mode: request.mode,
    ...(stageTwo && { 'Noise level': stageTwo.noiseLevel }),
    ...(stageTwo && stageTwo.backProjections > 0 && { 'Back-projections': stageTwo.backProjections }),
    Version: `duckrabbit ${recipe.duckrabbit}`,
  }
  return [
    promptLine(request),
    ...(negative === '' ? [] : [`Negative prompt: ${negative}`]),
    Object.entries(settings)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', '),
  ].join('\n')
}
