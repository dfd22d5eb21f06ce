/**
 * Turns a painted layer into a mask in place: opaque white where it is at least half covered (change), opaque black
 * elsewhere (keep). `pixels` is RGBA.
 */
export function toMask(pixels: Uint8ClampedArray): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const value = (pixels[at + 3] ?? 0) >= 128 ? 255 : 0
    pixels[at] = value
    pixels[at + 1] = value
    pixels[at + 2] = value
    pixels[at + 3] = 255
  }
}
