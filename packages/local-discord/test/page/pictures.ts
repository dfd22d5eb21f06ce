import sharp from 'sharp'

/** Little scenes to stand where results would: each a duck on its water, seen in another light. */
export async function drawPictures(): Promise<ReadonlyMap<string, Uint8Array>> {
  const scenes: readonly (readonly [sky: string, water: string, sun: string, duck: string])[] = [
    ['#f6c98c', '#3f7f93', '#ef6f3c', '#3a2a1c'],
    ['#9fc9e8', '#3c6fa8', '#fff3b0', '#7a4a1f'],
    ['#2b2f56', '#1c2340', '#f4f1de', '#c9c3e6'],
    ['#e9dfc8', '#8fa18a', '#c8553d', '#4b4a3c'],
  ]
  const pictures = new Map<string, Uint8Array>()
  for (const [index, [sky, water, sun, duck]] of scenes.entries()) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
      <rect width="512" height="512" fill="${sky}"/><circle cx="${150 + index * 70}" cy="150" r="56" fill="${sun}"/>
      <path d="M0 340c90-24 160 20 256 0s170-22 256 0v172H0z" fill="${water}"/>
      <path d="M130 330c-10 60 60 90 140 90 90 0 140-40 150-100 4-22-14-30-28-16-26 26-60 26-90 14-8-60 20-70 14-116-5-38-36-58-68-56-34 2-58 28-58 60l-52 14c-12 4-8 18 4 18l54 2c8 40-46 54-66 90z" fill="${duck}"/>
      <circle cx="236" cy="196" r="8" fill="${sky}"/>
      <path d="M60 400q40-14 80 0M300 450q50-16 100 0M120 470q30-10 60 0" stroke="${sky}" stroke-opacity=".5" fill="none" stroke-width="6"/>
    </svg>`
    pictures.set(`duck-${index + 1}.png`, await sharp(Buffer.from(svg)).png().toBuffer())
  }
  return pictures
}
