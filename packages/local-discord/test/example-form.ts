import {
  CheckboxBuilder,
  CheckboxGroupBuilder,
  FileUploadBuilder,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'

/** A form with as many kinds of field as one takes; the last label's field changes with `last`. */
export function exampleForm(): ModalBuilder {
  return new ModalBuilder()
    .setCustomId('form')
    .setTitle('Advanced')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Text')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Paragraph).setMinLength(2),
        ),
      new LabelBuilder()
        .setLabel('Mode')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('mode')
            .setRequired(false)
            .addOptions({ label: 'Fast', value: 'fast' }, { label: 'Slow', value: 'slow' }),
        ),
      new LabelBuilder()
        .setLabel('Speed')
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId('speed')
            .setOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' }),
        ),
      new LabelBuilder()
        .setLabel('Extras')
        .setCheckboxGroupComponent(
          new CheckboxGroupBuilder()
            .setCustomId('extras')
            .setRequired(false)
            .setOptions({ label: 'Strip', value: 'strip' }, { label: 'Seed', value: 'seed' }),
        ),
      new LabelBuilder()
        .setLabel('Files')
        .setFileUploadComponent(new FileUploadBuilder().setCustomId('files').setMaxValues(2).setRequired(false)),
    )
}

/** The one field for which the form above has no room. */
export function checkboxForm(): ModalBuilder {
  return new ModalBuilder()
    .setCustomId('sure')
    .setTitle('Sure?')
    .addLabelComponents(
      new LabelBuilder().setLabel('Sure').setCheckboxComponent(new CheckboxBuilder().setCustomId('sure')),
    )
}
