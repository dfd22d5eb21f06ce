import { relative } from '../job-messages.ts'
import type { ServerTexts } from '../messages.ts'
import { namesOfLanguages } from '../names-of-languages.ts'

const yesNo = { true: 'Sí', false: 'No' } as const

/** `1 imagen`, `2 imágenes`. */
const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`

export const server: ServerTexts = {
  settingWords: {
    model: { label: 'Modelo', hint: 'El modelo que dibuja cuando una petición no nombra ninguno.' },
    size: {
      label: 'Tamaño',
      hint: 'El lado más corto de una imagen cuando una petición no lo da.',
      values: { 64: '64 px', 256: '256 px', 1024: '1024 px' },
    },
    style: { label: 'Estilo', hint: 'Palabras que van delante de cada prompt, por ejemplo: an oil painting of.' },
    guidance: { label: 'Guidance', hint: 'Cuánto siguen las imágenes su prompt, de 0 a 30.' },
    modes: { label: 'Modos', hint: 'Lo que se puede pedir aquí.' },
    channels: { label: 'Canales', hint: 'Dónde se puede dibujar. Vacío: en todas partes. Un hilo es de su canal.' },
    private: { label: 'Privado', hint: 'Solo quien pide ve la imagen, salvo que la pida pública.', values: yesNo },
    spoiler: {
      label: 'Spoiler',
      hint: 'Las imágenes van tras un spoiler, salvo que alguien pida lo contrario.',
      values: yesNo,
    },
    enforced: {
      label: 'No se puede desactivar',
      hint: 'Lo que vale aquí, pida o prefiera cada cual lo que sea.',
      values: { private: 'Privado', spoiler: 'Spoiler' },
    },
    steps: { label: 'Pasos', hint: 'Si un resultado muestra la tira de sus pasos.', values: yesNo },
    limits: { label: 'Cuotas', hint: 'Imágenes al día, pausa, píxeles y pasos: para todos y por rol.' },
    retentionDays: {
      label: 'Conservar imágenes',
      hint: 'Días tras los que se borran las imágenes. 0: mientras lo permita quien aloja el bot.',
    },
    moderatorRoles: {
      label: 'Moderación',
      hint: 'Roles que pueden borrar imágenes de otros, además de quienes gestionan mensajes.',
    },
    logChannel: {
      label: 'Canal de registro',
      hint: 'Dónde el bot dice a la moderación quién pidió qué, y qué se rechazó o se borró.',
    },
    blockedPeople: { label: 'Personas bloqueadas', hint: 'Quienes no pueden dibujar aquí.' },
    blockedRoles: { label: 'Roles bloqueados', hint: 'Roles cuyos miembros no pueden dibujar aquí.' },
    starChannel: { label: 'Canal de estrellas', hint: 'El canal que reúne las imágenes con estrellas suficientes.' },
    starsNeeded: { label: 'Estrellas necesarias', hint: 'Cuántas estrellas llevan una imagen al canal de estrellas.' },
    challengeRoles: {
      label: 'Roles para retos',
      hint: 'Roles que pueden empezar retos, además de quienes gestionan el servidor.',
    },
    guessRoles: {
      label: 'Roles para adivinanzas',
      hint: 'Roles que pueden empezar adivinanzas, además de la moderación. Vacío: todos.',
    },
    guessChannels: {
      label: 'Canales de adivinanzas',
      hint: 'Dónde se empiezan adivinanzas. Vacío: en todas partes. Un hilo es de su canal.',
    },
    winnerRole: { label: 'Rol de ganador', hint: 'El rol que recibe quien gana un reto.' },
    votingAgeDays: {
      label: 'Edad para votar',
      hint: 'Cuántos días debe tener una cuenta de Discord para votar en retos.',
    },
    language: {
      label: 'Idioma',
      hint: 'Lo que el bot publica para todos. Las respuestas a alguien van en el idioma de su app.',
      unset: 'el del servidor',
      values: namesOfLanguages,
    },
    blockedWords: {
      label: 'Palabras bloqueadas',
      hint: 'Una por línea: palabra, frase, parte* (* es cualquier cosa) o /expresión regular/.',
    },
    allowedWords: {
      label: 'Palabras permitidas',
      hint: 'Una por línea: palabras que valen aunque parezca haber en ellas una bloqueada o un patrón.',
    },
    ageRestricted: {
      label: 'Canales con restricción de edad',
      hint: 'Lo que vale en los canales que Discord marca con restricción de edad.',
      values: {
        same: 'Lo mismo que en otras partes',
        relaxed: 'Las palabras bloqueadas no cuentan',
        only: 'Solo se dibuja allí',
        never: 'Allí no se dibuja',
      },
    },
    safety: {
      label: 'Control de seguridad',
      hint: 'Retiene lo que el control del modelo ve inseguro. «No» vale solo con restricción de edad.',
      values: yesNo,
    },
  },
  settingPageWords: {
    drawing: 'Dibujo',
    answers: 'Respuestas',
    limits: 'Cuotas y espacio',
    words: 'Palabras y edades',
    moderation: 'Moderación',
    community: 'Retos, adivinanzas y galería',
  },
  settingOrigins: {
    person: 'tuyo',
    channel: 'del canal',
    guild: 'del servidor',
    environment: 'de quien aloja el bot',
    default: 'por defecto',
  },
  settingsPanel: {
    guild: '## ⚙️ Ajustes de este servidor',
    channel: (channel) => `## ⚙️ Ajustes de ${channel}`,
    person: '## ⚙️ Tus preferencias',
    guildHint:
      'Valen en todo el servidor. Un canal y una persona pueden tener los suyos. Un formulario vacío quita un valor.',
    channelHint: 'Valen en este canal y sus hilos, en lugar de los del servidor.',
    personHint: 'Valen donde dibujes, en lugar de las del servidor. Lo que dice un comando va primero.',
    line: ({ label, value, origin, hint }) => `**${label}:** ${value} · *${origin}*\n-# ${hint}`,
    saved: (label) => `✅ **${label}**: guardado.`,
    reset: (label) => `✅ **${label}**: como antes; aquí ya no hay nada puesto.`,
    refused: (sentence) => `⚠️ ${sentence} No se ha cambiado nada.`,
    change: 'Cambiar un ajuste',
    pages: 'Ir a otra página',
    channels: 'Ajustes de un canal',
    correct: 'Corregir',
    open: 'lo decide el modelo',
    everywhere: 'en todas partes',
    none: 'ninguno',
    all: 'todos',
    lines: (lines) => count(lines, 'línea', 'líneas'),
    forever: 'mientras lo permita quien aloja el bot',
    days: (days) => count(days, 'día', 'días'),
    everyone: 'todos',
    limitsOfEveryone: 'Cuotas de todos',
    limitsOfRole: 'Cuotas de un rol',
    role: 'Rol',
    roleHint: 'Sus miembros tienen estas cuotas en lugar de las de todos. Deja el resto vacío para quitarlas.',
    limits: ({ who, list }) => `${who}: ${list}`,
    picturesPerDay: 'Imágenes al día',
    cooldownSeconds: 'Pausa en segundos',
    pixels: 'Píxeles de una imagen',
    pixelsHint: '4096 es 64 × 64, 65536 es 256 × 256.',
    steps: 'Pasos',
    noLimit: 'sin límites',
  },
  quotaFacts: {
    title: '## Tu cuota',
    nowhere: 'En mensajes directos no hay cuotas.',
    pictures: ({ used, limit, resets }) =>
      `Imágenes hoy: **${used}** de **${limit}**. La cuenta vuelve a empezar ${resets}.`,
    unlimited: (used) => `Imágenes hoy: **${used}**, sin límite.`,
    drawing: (pictures) =>
      `${pictures} de ellas ${pictures === 1 ? 'espera o se está dibujando' : 'esperan o se están dibujando'}. Lo que falla o se cancela no cuenta.`,
    cooldown: (seconds) => `Pausa entre dos peticiones: **${seconds} s**.`,
    ready: (when) => `Podrás dibujar otra vez ${when}.`,
    pixels: (pixels) => `Imagen más grande: **${pixels}** píxeles.`,
    steps: (steps) => `Como mucho **${steps}** pasos.`,
  },
  moderationLog: {
    asked: ({ person, channel, text, end }) => `🎨 ${person} pidió en ${channel}: ||${text}|| · ${end}`,
    done: (link) => `[dibujado](${link})`,
    donePrivately: 'dibujado, solo para esa persona',
    failed: 'fallido',
    cancelled: 'cancelado',
    gone: 'borrado',
    refused: ({ person, channel, text, why }) => `🚫 Se rechazó a ${person} en ${channel} (${why}): ||${text}||`,
    deleted: ({ person, owner, channel, text }) =>
      `🗑️ ${person} borró una imagen de ${owner} en ${channel}: ||${text}||`,
    nowhere: 'un canal',
  },
  privacy: {
    title: '## Lo que se guarda sobre ti',
    jobs: (jobs) => `**${jobs}** ${jobs === 1 ? 'petición' : 'peticiones'} con prompts, ajustes e imágenes`,
    drafts: (drafts) => `**${drafts}** ${drafts === 1 ? 'formulario' : 'formularios'} sin enviar, por un día`,
    usage: (numbers) =>
      `**${numbers}** ${numbers === 1 ? 'número' : 'números'} sobre cuánto has dibujado, para la cola y las cuotas`,
    settings: (settings) => `**${settings}** de tus preferencias`,
    log: (lines) => `**${lines}** ${lines === 1 ? 'línea' : 'líneas'} para el registro de la moderación de un servidor`,
    challenges: (challenges) =>
      `**${challenges}** ${challenges === 1 ? 'reto' : 'retos'} que empezaste; lo demás sigue sin tu nombre`,
    entries: (entries) => `**${entries}** ${entries === 1 ? 'participación' : 'participaciones'} en retos y puestos`,
    votes: (votes) => `**${votes}** ${votes === 1 ? 'voto' : 'votos'}`,
    guesses: (guesses) => `**${guesses}** ${guesses === 1 ? 'respuesta' : 'respuestas'} y puntos de adivinanzas`,
    rounds: (rounds) =>
      `**${rounds}** ${rounds === 1 ? 'vez' : 'veces'} que una adivinanza te nombra; queda sin tu nombre`,
    stars: (stars) => `**${stars}** ${stars === 1 ? 'estrella que diste' : 'estrellas que diste'}`,
    nothing: 'Nada.',
    where: 'Todo está en la máquina donde funciona este bot. No se envía nada a nadie más.',
    others:
      'Los mensajes en Discord los guarda Discord, y la moderación de un servidor decide sobre sus listas y registros. Los prompts codificados quedan en caché sin nombre.',
    delete: 'Borrar todo lo mío',
    confirmTitle: '¿Borrar todo?',
    confirm:
      'Tus imágenes, prompts, votos, participaciones y preferencias se borran ahora y para siempre, y lo que espera o se dibuja se cancela. También se borran los mensajes del bot que las muestran. Las imágenes que otros hicieron con las tuyas se quedan.',
    done: (pictures) =>
      `✅ Todo lo tuyo está borrado, con ${count(pictures, 'archivo de imagen', 'archivos de imagen')}.`,
  },
  gallery: {
    everybody: 'De todos',
    mine: 'Las mías',
    best: 'Las mejores',
    title: (kind) => `## 🖼️ Galería · ${kind}`,
    page: (page) => `Página ${page}`,
    word: (word) => `con «${word}»`,
    nothing: 'Todavía no hay nada que ver aquí.',
    nothingFits: 'No hay ninguna imagen así. Prueba con otra palabra u otro modo.',
    nothingStarred: 'Ninguna imagen tiene estrellas. Pulsa ⭐ debajo de una que te guste.',
    line: ({ number, prompt, person, stars, drawn }) =>
      `**${number}.** ${prompt} · ${person}${stars === 0 ? '' : ` · ⭐ ${stars}`} · ${relative(drawn)}`,
    jump: (link) => `[Ir allí](${link})`,
    private: 'solo la ves tú',
    back: 'Atrás',
    next: 'Siguiente',
    anyMode: 'Todos los modos',
    modes: 'Elegir un modo',
    open: 'Abrir una imagen',
    option: (number) => `Imagen ${number}`,
  },
  stars: {
    star: 'Estrella',
    count: (stars) => `${stars}`,
    post: ({ person, channel }) => `de ${person} en ${channel}`,
  },
  exportText: {
    part: (part) => `## 📦 Tus imágenes, parte ${part}`,
    pictures: (pictures) =>
      `**${pictures}** ${pictures === 1 ? 'imagen' : 'imágenes'}, primero las más antiguas, con su receta en JSON.`,
    more: 'Hay más. Pulsa **Siguiente parte**.',
    last: 'Eso es todo.',
    next: 'Siguiente parte',
    gone: (pictures) =>
      `${pictures} ${pictures === 1 ? 'imagen ya no está guardada' : 'imágenes ya no están guardadas'}; aquí están las recetas.`,
    smaller: (pictures) =>
      `${pictures} ${pictures === 1 ? 'imagen era' : 'imágenes eran'} demasiado grandes para este lugar: van en otro formato.`,
    nothing: 'No tienes imágenes terminadas.',
  },
}
