/** Where a network runs. */
export type Device = 'cpu' | 'webgpu' | 'cuda'

/** What people can choose. `auto` takes the fastest device that computes correctly. */
export type DeviceChoice = Device | 'auto'
