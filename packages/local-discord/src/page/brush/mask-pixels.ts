/**
 * A painted layer as a mask, in place: opaque white where at least half covered (repaint), opaque black elsewhere
 * (keep). `pixels` is RGBA.
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
