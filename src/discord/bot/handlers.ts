import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { JobControls } from '../cards/controls.ts'
import type { CustomId } from '../components/custom-id.ts'
import type { Services } from './services.ts'

/** A slash command: its declaration as plain data, and its behaviour. */
export interface SlashCommand {
  readonly declaration: RESTPostAPIChatInputApplicationCommandsJSONBody
  run(services: Services, interaction: ChatInputCommandInteraction): Promise<void>
  /** Suggests values for the option that is being typed, within three seconds. */
  complete?(services: Services, interaction: AutocompleteInteraction): Promise<void>
}

/** A command in the menu of a message, such as "Edit this". */
export interface MessageCommand {
  readonly declaration: RESTPostAPIContextMenuApplicationCommandsJSONBody
  run(services: Services, interaction: MessageContextMenuCommandInteraction): Promise<void>
}

/** Answers a button or a menu. */
export interface ComponentHandler {
  /** The action in its custom ids. Sent messages contain it, so a released one is never renamed. */
  readonly id: string
  press(services: Services, interaction: MessageComponentInteraction, pressed: CustomId): Promise<void>
}

/** Answers a form. */
export interface FormHandler {
  /** The action in its custom ids. */
  readonly id: string
  submit(services: Services, interaction: ModalSubmitInteraction, submitted: CustomId): Promise<void>
}

/** Everything that answers an interaction, and the buttons that messages carry. */
export interface Handlers {
  readonly slash: readonly SlashCommand[]
  readonly message: readonly MessageCommand[]
  readonly components: readonly ComponentHandler[]
  readonly forms: readonly FormHandler[]
  readonly controls: JobControls
}
