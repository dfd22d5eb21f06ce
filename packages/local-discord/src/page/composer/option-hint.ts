import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10'

/** An option's description with the limits it has: "How many steps (1–100)". */
export function optionHint(option: APIApplicationCommandBasicOption): string {
  const limits = rangeOf(option)
  return limits === '' ? option.description : `${option.description} (${limits})`
}

function rangeOf(option: APIApplicationCommandBasicOption): string {
  if (option.type === Type.Integer || option.type === Type.Number) {
    return spell(
      'min_value' in option ? option.min_value : undefined,
      'max_value' in option ? option.max_value : undefined,
    )
  }
  if (option.type === Type.String && ('min_length' in option || 'max_length' in option)) {
    const range = spell(option.min_length, option.max_length)
    return range === '' ? '' : `${range} characters`
  }
  return ''
}

function spell(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min}–${max}`
  if (min !== undefined) return `at least ${min}`
  return max === undefined ? '' : `at most ${max}`
}
