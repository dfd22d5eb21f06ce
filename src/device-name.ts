import { z } from 'zod'

const one = '(?:cpu|webgpu|cuda(?::\\d{1,2})?|auto)'

/** A device of this machine: `cpu`, `webgpu`, `cuda`, one of several GPUs such as `cuda:1`, or `auto`. */
export type DeviceName = string

/** Devices of this machine, separated by commas. */
export const deviceList = z
  .string()
  .regex(new RegExp(`^\\s*${one}(?:\\s*,\\s*${one})*\\s*$`), {
    error: 'must be a list such as cuda:0,cuda:1 of cpu, webgpu, cuda, cuda:N or auto',
  })
  .transform((text): readonly DeviceName[] => text.split(',').map((name) => name.trim()))
