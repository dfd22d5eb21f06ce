/** What the model's safety checker holds back. The engine writes most of these sentences. */
export const withheld = {
  unsafe:
    'The model’s safety checker held this picture back. That happens to harmless ones too: draw again, or say it in other words. It does not count.',
  watermarked:
    'This picture looked like one with somebody’s watermark, so it is not shown. Draw again, or say it in other words. It does not count.',
  all: 'The model’s safety checker held all of these pictures back. That happens to harmless ones too: draw again, or say it in other words. They do not count.',
  one: 'Picture {number} was held back by the model’s safety checker and does not count.',
  elsewhere: 'This picture was drawn without the safety checker, so it can only be shown in age-restricted channels.',
} as const
