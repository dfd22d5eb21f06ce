/** Labels (at most 45 characters) and hints (at most 100) of forms. */
export const forms = {
  advanced: 'Everything else',
  remix: 'Remix',
  schedule: {
    label: 'Schedule',
    hint: 'A list of timesteps that DeepFloyd made for IF; it takes the place of a number of steps.',
  },
  sampler: { label: 'Sampler' },
  stageTwoSteps: { label: 'Steps of the 256 px stage', hint: 'A number, or the name of a schedule.' },
  stageTwoGuidance: { label: 'Guidance of the 256 px stage' },
  noiseLevel: { label: 'Noise level of the 256 px stage' },
  prompt: { label: 'Prompt' },
  negative: { label: 'Keep away from' },
  seed: { label: 'Seed', hint: 'Leave it as it is for the same beginnings; empty it for a new one.' },
  steps: { label: 'Steps', hint: 'A number, or the name of a schedule.' },
  guidance: { label: 'Guidance' },
  style: { label: 'Style' },
  strength: { label: 'Strength' },
  reading: (view: string): string => `Seen ${view}`,
  part: (component: string): string => `Prompt of the ${component} part`,
} as const
