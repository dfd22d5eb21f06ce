import type { ComponentHandler } from '../bot/handlers.ts'
import { changeDisplay } from './change-display.ts'

/** Shows one of several pictures with everything that can be done with it, or all of them. Argument: the reading. */
export const pick: ComponentHandler = {
  id: 'pick',
  async press(services, interaction, pressed) {
    const [value = 'all'] = interaction.isStringSelectMenu() ? interaction.values : []
    await changeDisplay(services, interaction, pressed, {
      turned: Number(pressed.argument),
      ...(value === 'all' ? {} : { picked: Number(value) }),
    })
  },
}
