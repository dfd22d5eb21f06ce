import type { APIFileComponent } from 'discord-api-types/v10'
import { nameOfUrl } from '../gallery/picture.ts'
import { FileCard } from './file-card.tsx'

/** A file as a component of a message. */
export function FileBlock({ component }: { readonly component: APIFileComponent }) {
  return (
    <FileCard
      name={component.name ?? nameOfUrl(component.file.url)}
      url={component.file.url}
      size={component.size ?? null}
      spoiler={component.spoiler === true}
    />
  )
}
