/**
 * RePaint's timestep sequence (Lugmayr et al. 2022, §4.2). After every `jumpLength` steps down it climbs `jumpLength` steps back
 * up, so that each stretch is visited `repeats` times and the new part grows together with the known one.
 *
 * @param timesteps falling, without the clean picture
 * @returns the levels in the order in which they are visited, the clean picture (−1) last
 */
export function repaintTimesteps(timesteps: readonly number[], jumpLength: number, repeats: number): number[] {
  const count = timesteps.length
  // Indices count from the clean end, as in the paper: 0 is the last timestep.
  const jumps = new Map<number, number>()
  for (let index = 0; index < count - jumpLength; index += jumpLength) jumps.set(index, repeats - 1)

  const visited: number[] = []
  const visit = (index: number) => visited.push(timesteps[count - 1 - index] ?? -1)
  let index = count
  while (index >= 1) {
    index--
    visit(index)
    const left = jumps.get(index) ?? 0
    if (left === 0) continue
    jumps.set(index, left - 1)
    for (let climbed = 0; climbed < jumpLength; climbed++) visit(++index)
  }
  return [...visited, -1]
}
