export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

/**
 * Fills in place the pixels connected to (x, y) whose channels are all within `tolerance` of its colour, and the pixels
 * that touch them, where a soft edge would show through otherwise. `pixels` is RGBA, row by row. It works span by
 * span, so a large canvas needs no deep stack.
 */
export function floodFill(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  x: number,
  y: number,
  ink: Rgba,
  tolerance: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  const start = (y * width + x) * 4
  const from: Rgba = [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0, pixels[start + 3] ?? 0]
  const done = new Uint8Array(width * height)
  const fits = (place: number): boolean => {
    if (done[place] === 1) return false
    const at = place * 4
    return (
      Math.abs((pixels[at] ?? 0) - from[0]) <= tolerance &&
      Math.abs((pixels[at + 1] ?? 0) - from[1]) <= tolerance &&
      Math.abs((pixels[at + 2] ?? 0) - from[2]) <= tolerance &&
      Math.abs((pixels[at + 3] ?? 0) - from[3]) <= tolerance
    )
  }
  const waiting = [y * width + x]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (!fits(place)) continue
    const row = place - (place % width)
    let left = place
    while (left > row && fits(left - 1)) left -= 1
    let right = place
    while (right < row + width - 1 && fits(right + 1)) right += 1
    for (let at = left; at <= right; at += 1) {
      pixels.set(ink, at * 4)
      done[at] = 1
    }
    for (const next of [left - width, left + width]) {
      if (next < 0 || next >= width * height) continue
      const length = right - left
      for (let at = next; at <= next + length; at += 1) {
        // One place for each run is enough, because its span finds the rest.
        if (fits(at) && (at === next || !fits(at - 1))) waiting.push(at)
      }
    }
  }
  fillEdge(pixels, done, width, height, ink)
}

function fillEdge(pixels: Uint8ClampedArray, done: Uint8Array, width: number, height: number, ink: Rgba): void {
  for (let place = 0; place < done.length; place += 1) {
    if (done[place] === 1) continue
    const column = place % width
    const touches =
      (column > 0 && done[place - 1] === 1) ||
      (column < width - 1 && done[place + 1] === 1) ||
      (place >= width && done[place - width] === 1) ||
      (place < width * (height - 1) && done[place + width] === 1)
    if (touches) pixels.set(ink, place * 4)
  }
}
