import type { FileUploadType } from 'discord.js'

/**
 * The pictures that Discord's file picker offers. It goes by names, and does not count TIFF among the images. The actual
 * content is checked in any case.
 */
export const pictureTypes: readonly FileUploadType[] = ['image', '.tif', '.tiff']
