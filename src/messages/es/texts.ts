import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string => (position === 1 ? 'siguiente en la cola' : `número ${position} en la cola`)
const tooLong = 'Esto tarda más de lo que Discord deja a un bot editar esta respuesta.'

export const texts: Texts = {
  buttons: {
    again: 'Otra vez',
    remix: 'Remix',
    upscale: 'Ampliar',
    upscalePicture: (picture) => `Ampliar ${picture}`,
    steps: 'Pasos',
    vary: 'Variar',
    varyMuch: 'Variar mucho',
    turn: 'Girar',
    stepBack: 'Alejarse',
    animate: 'Animar',
    enter: 'Participar',
    guess: 'Adivinar la imagen',
    details: 'Detalles',
    delete: 'Eliminar',
    cancel: 'Cancelar',
    collect: 'Recoger',
  },
  pickMenu: {
    which: 'Elige una imagen para girar, variar o ampliar',
    all: 'Todas las imágenes',
    picture: (number) => `Imagen ${number}`,
  },
  messageCommands: {
    editThis: 'Editar',
    inpaintThis: 'Repintar una parte',
    anagramThis: 'Hacer un anagrama',
    hybridThis: 'Hacer un híbrido',
    upscaleThis: 'Ampliar',
    showRecipe: 'Ver receta',
  },
  forms: {
    advanced: 'Más ajustes',
    remix: 'Remix',
    delete: '¿Eliminar esta imagen?',
    deleteOwn: 'El mensaje, la imagen y su receta se eliminan para siempre.',
    deleteOthers: 'El mensaje se elimina para todos. La imagen sigue siendo de quien la pidió.',
    stageTwoSteps: {
      label: 'Pasos de la etapa de 256 px',
      hint: 'Un número, el nombre de un plan o los pasos de tiempo.',
    },
    stageTwoSampler: { label: 'Muestreador de la etapa de 256 px' },
    stageTwoGuidance: { label: 'Guía de la etapa de 256 px' },
    noiseLevel: { label: 'Nivel de ruido de la etapa de 256 px' },
    stageTwoStrength: {
      label: 'Fuerza de la etapa de 256 px',
      hint: 'Cuánto puede cambiar de tu imagen: 0.1 casi nada, 1 todo.',
    },
    count: { label: 'Cuántas imágenes' },
    model: { label: 'Modelo' },
    cleanCaption: { label: 'Limpiar el prompt', hint: 'Como el código de IF: enlaces, marcas, puntuación rara.' },
    prompt: { label: 'Prompt' },
    negative: { label: 'Evitar' },
    seed: { label: 'Semilla', hint: 'Consérvala para partir del mismo ruido. Vacíala para una semilla nueva.' },
    steps: { label: 'Pasos', hint: 'Un número, el nombre de un plan o los pasos de tiempo.' },
    guidance: { label: 'Guía' },
    style: { label: 'Estilo' },
    strength: { label: 'Fuerza' },
    strengthHint: 'Cuánto puede cambiar de la imagen: 0.1 casi nada, 1 todo.',
    levels: { label: 'Niveles de ruido', hint: 'De 1 a 999, separados por espacios.' },
    stride: { label: 'Zancada', hint: 'Cuántos pasos de tiempo abarca un paso de limpieza.' },
    blur: { label: 'Desenfoque', hint: 'Ancho del desenfoque de comparación, en píxeles.' },
    axis: (setting) => `Valores de ${setting}`,
    axisHint: 'Separados por comas. Los prompts se separan con |.',
    region: { label: 'Parte', hint: 'Deja esto y la máscara en blanco para elegir casillas numeradas.' },
    mask: { label: 'Máscara', hint: 'Lo blanco se repinta, lo negro se queda.' },
    which: { label: 'Qué imagen', hint: 'El mensaje tiene varias imágenes.' },
    role: { label: 'Cómo se ve la imagen' },
    roles: {
      'close by': 'de cerca',
      'from afar': 'de lejos',
      'in grey': 'en gris',
      'in colour': 'en color',
      'standing still': 'en reposo',
    },
    regions: {
      left: 'izquierda',
      right: 'derecha',
      top: 'arriba',
      bottom: 'abajo',
      centre: 'centro',
      border: 'borde',
      circle: 'círculo',
    },
    firstReading: { label: 'Qué muestra tal cual' },
    otherReading: { label: 'Qué más muestra' },
    view: { label: 'Cómo se ve la otra' },
    reading: (view) => `Vista: ${view}`,
    prompts: (number) => `Prompt n.º ${number}`,
    range: (min, max) => `De ${min} a ${max}.`,
    noiseLevelHint: (min, max) => `De ${min} a ${max}. Más alto inventa más.`,
    yes: 'sí',
    no: 'no',
  },
  masks: {
    choose: '🩹 ¿Qué parte hay que repintar? Elige sus números abajo.',
    pick: 'Elige uno o varios números',
    cell: (number) => `Casilla ${number}`,
    gridAlt: 'La imagen bajo una cuadrícula de 25 casillas numeradas.',
    chosen: (prompt) => `🩹 **${prompt}**\nSe repintará la parte coloreada.`,
    maskAlt: 'La imagen, con la parte que se repintará en color.',
    noPrompt: '(sin prompt)',
    draw: 'Dibujar',
    change: 'Cambiar',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ Eres el ${place(position)}${ready === undefined ? '.' : `; lista ${relative(ready)}.`}`,
    noWorker: (position) =>
      `⏳ Eres el ${place(position)}. Ahora no hay ninguna máquina que dibuje. Tu imagen empieza cuando haya una.`,
    accepted: '⏳ Entrando en la cola …',
  },
  running: {
    starting: '🎨 Cargando el modelo …',
    reading: '🎨 Leyendo el prompt …',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `imagen ${picture} de ${pictures}, ` : ''
      const time = ready === undefined ? '' : ` · lista ${relative(ready)}`
      return `🎨 ${which}etapa ${stage}, paso ${step} de ${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `Sin terminar: ${prompt}`,
    fitting: '🎨 La imagen es grande. La estoy ajustando a un mensaje …',
    again: '↻ La pintura se interrumpió y vuelve a empezar …',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'es'),
    asWebp:
      'El PNG es demasiado grande para publicarlo aquí, así que esto es un WebP. `/mostrar` trae el PNG donde quepa.',
    asSmaller: (width) =>
      `La imagen es demasiado grande para publicarla aquí, así que se muestra a ${width} px. \`/mostrar\` la trae entera donde quepa.`,
    tooLarge:
      'Esta imagen es demasiado grande para publicarla aquí de ninguna forma. Está guardada, y `/mostrar` la trae donde quepa.',
    kept: (id) => `Discord no acepta esta imagen aquí. Está guardada, y \`/mostrar id: ${id}\` la trae de vuelta.`,
    seen: (how, prompt) => `👁️ ${how}: **${prompt}**`,
    otherReading: (how, prompt) => `${how}: **${prompt}**`,
    movingAlt: (prompt) => `En movimiento: ${prompt}`,
    pictureAlt: (number) => `Imagen ${number}:`,
    ownPicture: (number, seed) => `imagen ${number}: semilla ${seed}`,
    chosenFrom: (drawn) => `la mejor de las ${drawn} que se pintaron`,
    stripAlt: 'Cómo surgió la imagen del ruido, de izquierda a derecha.',
    stepRows: 'Arriba: x_t, lo que ve la red. Abajo: x̂₀, lo que interpreta.',
    for: (person) => `Para <@${person}>`,
    madeFrom: (link) => `Hecha a partir de ${link}`,
    madeFromAnother: 'Hecha a partir de una imagen anterior.',
    noPrompt: '(sin prompt)',
    done: 'lista',
  },
  handover: {
    post: `${tooLong} La imagen llegará en un mensaje nuevo más abajo.`,
    posted: (link) => `Esta respuesta ya no se podía editar. Sigue en un mensaje nuevo: ${link}`,
    offer: (ready) =>
      `${tooLong} Pulsa **Recoger** ${ready === undefined ? 'más tarde' : relative(ready)} para recibir la imagen.`,
  },
  ended: {
    cancelled: '✋ Cancelado.',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed: 'Pintar esta imagen falló dos veces, así que el bot se rindió. Prueba otros ajustes u otro prompt.',
    stopped: '🌙 El bot se está reiniciando. Tu imagen conserva su puesto en la cola y llega cuando el bot vuelva.',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '(sin prompt)',
    negative: (negative) => `Evita: ${negative}`,
    ownSeed: (seed) => `esta imagen: semilla ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `Se ajusta al prompt: ${alignment} (CLIP)`
        : `La peor lectura se ajusta al prompt: ${alignment} · Lecturas distinguidas: ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `Modelo ${name} (${fingerprint.slice(0, 12)}) en ${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/mostrar id: ${id}\` la trae de vuelta en cualquier lugar. El PNG lleva su receta.`,
  },
  queueFacts: {
    empty: 'La cola está vacía.',
    busy: ({ running, waiting }) => `Pintando: **${running}** · En espera: **${waiting}**`,
    notYours: 'Ninguna es tuya.',
    drawing: (what, fraction) => `${what}: pintando, ${Math.round(fraction * 100)} %`,
    waits: (what, position) => `${what}: ${place(position)}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: 'aún sin cargar',
    noDeviceYet: 'un dispositivo que aún se está probando',
    unknownLicence: 'no indicada en la carpeta del modelo',
    licence: (licence) =>
      `Licencia del modelo: ${licence}. Las imágenes son generadas y pueden ser incorrectas o extrañas.`,
    what: 'Pinta imágenes con dos significados, píxel a píxel, con la cascada DeepFloyd IF. Autoalojado: tus imágenes se hacen y se guardan en el equipo que ejecuta este bot.',
    facts: ({ model, device, version }) => `Modelo **${model}** en ${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: 'Respondo a comandos: escribe `/` y elige uno de los míos. Prueba por ejemplo:',
    examples: [
      `\`/generar prompt: ${examplePrompts.generate}\``,
      `\`/anagrama prompt: ${examplePrompts.anagram[0]} segundo: ${examplePrompts.anagram[1]}\``,
      `\`/híbrido lejos: ${examplePrompts.hybrid[0]} cerca: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: '`/ayuda` dice qué más hay.',
  },
  help: {
    title: '## Cómo pedir imágenes',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**Dibuja bien (en inglés):** ${drawn}.\n**Buenos anagramas:** ${anagrams}.\n**Buenos híbridos:** ${hybrids}.`
    },
    tip: 'La misma semilla y los mismos ajustes pintan la misma imagen. Todo funciona también en mensajes directos.',
    buttons: [
      '🔄 **Girar** y **Alejarse** muestran la otra lectura · 🎬 **Animar** la pone en movimiento',
      '🎲 **Otra vez** repite la petición con otra semilla · 🖋️ **Remix** abre la receta · 🌱 **Variar** repinta la imagen a partir de sí misma · ⬆️ **Ampliar** la agranda',
      '**Detalles** muestra cada ajuste, y más: 🎞️ **Pasos** muestra cómo se hizo la imagen, 🌳 **Variar mucho** …',
      'Si hay varias imágenes, elige una en el menú. El menú de cualquier mensaje con una imagen ofrece más: **Aplicaciones**, y luego **Editar**, **Repintar una parte** …',
    ].join('\n'),
  },
}
