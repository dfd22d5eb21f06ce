/** What is wrong with what was said or attached, where no request schema says it. */
export const optionRefused = {
  stepsTwice: 'Give either `steps` or `schedule`, not both: each says which steps are taken.',
  maskTwice: 'Give either a `mask` or a `region`, not both.',
  maskTwiceInForm: 'Give either a part or a mask, not both.',
  nothingToShow: 'Say what the hybrid shows: `first` and `second`, or one of them and a `picture` for the other.',
  fourthPrompt: 'Only a scale hybrid takes a `fourth` prompt.',
  middlePrompt: (kind: string): string =>
    `A ${kind} hybrid has no part in the \`middle\`; a triple or scale hybrid has.`,
  weights: '`weights` belong to scale hybrids; leave them out here.',
  weightsCount: (prompts: number, weights: number): string =>
    `Give a weight for each prompt: ${prompts} prompts, ${weights} weights.`,
  valuesOfNothing: 'Say which setting `and_values` are of, with `and_setting`.',
  strengthOfWords: '`strength` belongs to edits: attach a picture, or leave it out.',
  noSecondStage: 'At 64 px there is no 256 px stage; leave its settings out, or ask for `size` 256.',
  nothingAdvanced:
    'The Advanced form is about the 256 px stage, and at 64 px there is none; leave `advanced` out, or ask for `size` 256.',
  tooManyPictures: (most: number): string => `Ask for at most ${most} pictures at once here.`,
  attachmentTooLarge: (name: string, megabytes: string): string =>
    `${name} is larger than ${megabytes}; attach a smaller picture.`,
  attachmentElsewhere: (name: string): string => `${name} does not come from Discord; attach the picture itself.`,
  attachmentGone: (name: string): string => `${name} could not be fetched from Discord; attach it again.`,
} as const
