import type { GuessTexts } from '../messages.ts'

const until = (moment: number): string => `<t:${Math.floor(moment / 1000)}:R>`
const pointsOf = (n: number): string => `${n} ${n === 1 ? 'punto' : 'puntos'}`

export const guess: GuessTexts = {
  guessRound: {
    title: '## 🔍 ¿Qué esconde esta imagen?',
    how: (things) =>
      `Esconde ${things} cosas. Pulsa **Adivinar**: quien las encuentre todas primero gana la ronda. Responde en inglés.`,
    startedBy: (personId) => `Una ronda de <@${personId}>.`,
    ends: (moment) => `La ronda termina ${until(moment)}.`,
    nextHint: (moment) => `La próxima pista llega ${until(moment)}.`,
    counts: ({ guessers, finders }) =>
      `${guessers} ${guessers === 1 ? 'persona ha jugado' : 'personas han jugado'} · ${finders} ${finders === 1 ? 'ha encontrado' : 'han encontrado'} algo`,
    softAlt: 'La imagen sin sus detalles',
    sharpAlt: 'La imagen',
    turnAlt: 'Pista: la misma imagen, girada',
    stepBackAlt: 'Pista: la misma imagen, vista desde más lejos',
    guess: 'Adivinar',
    endRound: 'Terminar la ronda',
    won: (personId) => `🏆 <@${personId}> lo encontró todo primero y gana la ronda.`,
    timeOver: '⏰ Se acabó el tiempo y nadie lo encontró todo.',
    stopped: '🏁 La ronda se terminó antes de tiempo.',
    cancelled: '🚫 La ronda se canceló. Nada de ella cuenta.',
    failed: '⚠️ No se pudo pintar la imagen de esta ronda. `/adivinar iniciar` empieza otra.',
    gone: '🗑️ La imagen de esta ronda se borró, así que la ronda terminó. Nada de ella cuenta.',
    streak: ({ personId, wins }) => `🔥 <@${personId}> ha ganado ${wins} rondas seguidas.`,
    score: ({ personId, found, points }) => `<@${personId}> encontró ${found} · ${pointsOf(points)}`,
    solution: '**La solución:**',
  },
  ownGuess: {
    drawing: 'Estoy pintando una imagen que nadie ha visto. La ronda se abre aquí cuando esté lista.',
    opened: (minutes) =>
      `La ronda está abierta ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}. Al final todos ven la imagen con sus prompts.`,
    seenBefore:
      'Tu imagen está en este servidor con sus prompts, así que quien la vio sabe la respuesta. La próxima vez, dibújala con `privado`.',
    formTitle: '¿Qué esconde esta imagen?',
    first: '¿Qué ves?',
    more: '¿Qué más ves?',
    hint: 'Una cosa en pocas palabras inglesas: a duck.',
    right: (guess) => `✅ **${guess}** es correcto.`,
    known: (guess) => `✅ **${guess}** es correcto, y ya lo habías encontrado.`,
    close: (guess) => `🟡 **${guess}** se acerca.`,
    wrong: (guess) => `❌ **${guess}** no está.`,
    found: ({ found, of }) => `Has encontrado ${found} de ${of}.`,
    won: '🏆 Eso es todo, y nadie fue más rápido. ¡Ganas la ronda!',
    ended: 'La ronda terminó y se muestra la solución.',
    cancelled: 'La ronda está cancelada.',
    leaderboard: '**Clasificación: adivina la imagen**',
    leaderboardEmpty: 'Aquí nadie ha jugado todavía. `/adivinar iniciar` empieza una ronda.',
    rank: ({ rank, personId, points, wins, rounds }) =>
      `${rank}. <@${personId}> · ${pointsOf(points)} · ${wins} ${wins === 1 ? 'victoria' : 'victorias'} en ${rounds} ${rounds === 1 ? 'ronda' : 'rondas'}`,
    streaks: ({ now, best }) => `🔥 ${now} seguidas, como mucho ${best}`,
    pointsRule: 'Un punto por cada cosa que encuentres, y 3 más por una victoria.',
  },
  guessRefused: {
    onlyInServers: 'Se adivina en un servidor. Usa el comando en uno de sus canales.',
    mayNotStart: 'Solo quien tiene un rol nombrado en `/ajustes` puede empezar rondas aquí.',
    notHere: 'Las rondas se juegan en {channels}.',
    mayNotPost: 'No puedo publicar imágenes en este canal: déjame verlo, escribir y adjuntar archivos.',
    underWay: 'En este canal hay una ronda en curso. Espera a que termine, o pide a quien la empezó que la termine.',
    noRound: 'En este canal no hay ninguna ronda. `/adivinar iniciar` empieza una.',
    roundOver: 'Esa ronda terminó.',
    noIllusion:
      'Solo se puede adivinar una imagen con varios significados: un anagrama o un híbrido con un prompt para cada uno.',
    noSuchResult: 'No tienes ninguna imagen así. Elige una de la lista que se abre mientras escribes.',
    onlyOwnResults: 'Solo quien dibujó una imagen puede hacer que otros la adivinen.',
    cannotGuess: 'Es tu imagen, así que solo los demás pueden adivinar.',
    notYourRound: 'Solo quien empezó la ronda, o la moderación, puede terminarla.',
    waitToGuess: 'Un momento: podrás volver a intentarlo {when}.',
    emptyGuess: 'Ahí no hay ninguna palabra. Escribe lo que ves, por ejemplo: a duck.',
    manyGuesses: 'Son demasiadas a la vez. Nombra {most} cosas como mucho.',
    busyDrawing: 'Ya esperan bastantes imágenes para rondas. Inténtalo dentro de unos minutos.',
  },
}
