import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { namesStageTwo } from '#src/requests/shared.ts'
import type { SettingName, SettingValue } from '#src/settings/registry.ts'
import type { EffectiveSettings } from '#src/settings/settings.ts'
import type { SettingsLayer } from './settings-layer.ts'

/**
 * Fills model, size, guidance and style from the settings of the person, the channel and the guild.
 *
 * `models`: the installed models. One that was removed after somebody set it is passed over.
 */
export function defaultsLayer({ models }: { readonly models: { has(name: string): boolean } }): SettingsLayer {
  return (request, { settings }) => {
    const mode = modeOf(request)
    const given = mode.settings(request)
    const [model, size, style] = [chosen(settings, 'model'), chosen(settings, 'size'), chosen(settings, 'style')]
    const guidance = mode.stages === 'second' ? undefined : chosen(settings, 'guidance')
    const filled = mode.withSettings(request, {
      model: given.model ?? (model !== undefined && models.has(model) ? model : undefined),
      size: given.size ?? (size !== undefined && fitsSize(request, size) ? size : undefined),
      guidance: given.guidance ?? guidance,
    })
    return style === undefined ? filled : (mode.withStyle?.(filled, style) ?? filled)
  }
}

/** A value that a person or a moderator has set. Other values are left to the engine. */
function chosen<Name extends SettingName>(settings: EffectiveSettings, name: Name): SettingValue<Name> | undefined {
  const { value, from } = settings.of(name)
  return from === 'environment' || from === 'default' ? undefined : value
}

/** A default must not contradict the request: settings of the 256 px stage need that stage. */
function fitsSize(request: DrawRequest, size: SettingValue<'size'>): boolean {
  const mode = modeOf(request)
  return mode.stages === 'both' && (size !== 64 || !namesStageTwo(mode.settings(request)))
}
