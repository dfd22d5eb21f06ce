import type { z } from 'zod'
import { community } from './community.ts'
import { answers, drawing } from './drawing.ts'
import { limits } from './limits.ts'
import { moderation } from './moderation.ts'
import type { Setting } from './setting.ts'

/** Every setting by its name, in the order of the panel. The store holds the names, so a released one is never renamed. */
export const settings = { ...drawing, ...answers, ...limits, ...moderation, ...community } as const

export type SettingName = keyof typeof settings
export type SettingValue<Name extends SettingName> = z.infer<(typeof settings)[Name]['schema']>

/** A setting of any type. Its own schema checks the value. */
export type AnySetting = Setting<z.ZodType>

/** Whether a word names a setting. */
export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settings, name)

/** The descriptor of a setting, whatever its value is. */
export const settingOf = (name: SettingName): AnySetting => settings[name]

/** The names of all settings, in the order of the panel. */
export const settingNames = Object.keys(settings) as readonly SettingName[]
