import { UserError } from '#src/errors.ts'
import { layoutRefused as words } from '#src/messages/hub-refusals.ts'
import type { Repository } from '../repository.ts'
import { clip } from './clip.ts'
import { deepfloyd } from './deepfloyd.ts'
import type { Layout } from './layout.ts'

/** Every layout that this program can run. The first one that recognises a repository is used. */
const layouts: readonly Layout[] = [deepfloyd, clip]

/** @throws UserError `hub-unknown-layout` */
export function layoutOf(repository: Repository): Layout {
  const layout = layouts.find(({ recognises }) => recognises(repository))
  if (layout !== undefined) return layout
  throw new UserError('hub-unknown-layout', words.unknown(repository.name), { repository: repository.name })
}
