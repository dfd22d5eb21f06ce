/** Refusals of options and attachments that no request schema covers, as templates for `fill`. */
export const optionRefused = {
  stepsTwice: 'Give either `steps` or `schedule`, not both.',
  maskTwice: 'Give either a `mask` or a `region`, not both.',
  maskTwiceInForm: 'Give either a part or a mask, not both.',
  nothingToShow: 'Say what the hybrid shows: `first` and `second`, or one of them and a `picture` for the other.',
  fourthPrompt: 'Only a scale hybrid takes a `fourth` prompt.',
  middlePrompt: 'A {kind} hybrid has no part in the `middle`; a triple or scale hybrid has.',
  weights: '`weights` belong to scale hybrids; leave them out here.',
  weightsCount: 'Give a weight for each prompt: {prompts} prompts, {weights} weights.',
  valuesOfNothing: '`and_values` needs `and_setting`, which names the setting that they belong to.',
  strengthOfWords: 'Only edits have a `strength`. Attach a picture, or leave it out.',
  noSecondStage: 'A 64 px picture does not use the 256 px stage. Leave its settings out, or ask for `size` 256.',
  nothingAdvanced:
    'The Advanced form is about the 256 px stage, which a 64 px picture does not use. Leave `advanced` out, or ask for `size` 256.',
  tooManyPictures: 'Ask for at most {most} pictures at once here.',
  countAndBestOf: 'Give either `count` or `best_of`, not both.',
  attachmentTooLarge: '{name} is larger than {megabytes} MB; attach a smaller picture.',
  attachmentElsewhere: '{name} does not come from Discord; attach the picture itself.',
  attachmentGone: '{name} could not be fetched from Discord; attach it again.',
} as const
