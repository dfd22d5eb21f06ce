/** Where a network runs. */
export type Device = 'cpu' | 'webgpu' | 'cuda'

/** As a person asks for it: `auto` takes the fastest device that proves right. */
export type DeviceChoice = Device | 'auto'
