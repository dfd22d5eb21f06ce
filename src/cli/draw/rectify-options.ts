import { Option } from 'commander'
import { options } from '#src/messages/command-descriptions.ts'

export const rectifyOption = (): Option => new Option('--rectify', options.rectify)

/** For a model whose makers recommend it. */
export const noRectifyOption = (): Option => new Option('--no-rectify', 'Merge the readings as DeepFloyd IF does.')
