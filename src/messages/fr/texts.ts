import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string =>
  position === 1 ? 'Tu es le prochain dans la file' : `Tu es numéro ${position} dans la file`
const tooLong = 'Cela prend plus de temps que Discord n’en laisse à un bot pour modifier cette réponse.'

export const texts: Texts = {
  buttons: {
    again: 'Encore',
    remix: 'Remix',
    upscale: 'Agrandir',
    upscalePicture: (picture) => `Agrandir ${picture}`,
    steps: 'Étapes',
    vary: 'Varier',
    varyMuch: 'Varier beaucoup',
    turn: 'Tourner',
    stepBack: 'Prendre du recul',
    animate: 'Animer',
    enter: 'Participer',
    guess: 'Faire deviner l’image',
    details: 'Détails',
    delete: 'Supprimer',
    cancel: 'Annuler',
    collect: 'Récupérer',
  },
  pickMenu: {
    which: 'Choisis une image à tourner, varier ou agrandir',
    all: 'Toutes les images',
    picture: (number) => `Image ${number}`,
  },
  messageCommands: {
    editThis: 'Modifier',
    inpaintThis: 'Repeindre une partie',
    anagramThis: 'En faire une anagramme',
    hybridThis: 'En faire une image hybride',
    upscaleThis: 'Agrandir',
    showRecipe: 'Voir la recette',
  },
  forms: {
    advanced: 'Plus de réglages',
    remix: 'Remix',
    delete: 'Supprimer cette image ?',
    deleteOwn: 'Le message, l’image et sa recette sont supprimés pour de bon.',
    deleteOthers: 'Le message est supprimé pour tout le monde. L’image reste à la personne qui l’a demandée.',
    stageTwoSteps: {
      label: 'Étapes de l’étage 256 px',
      hint: 'Un nombre, le nom d’un calendrier ou les pas de temps.',
    },
    stageTwoSampler: { label: 'Échantillonneur de l’étage 256 px' },
    stageTwoGuidance: { label: 'Guidage de l’étage 256 px' },
    noiseLevel: { label: 'Niveau de bruit de l’étage 256 px' },
    stageTwoStrength: {
      label: 'Force de l’étage 256 px',
      hint: 'Ce qu’il peut changer à ton image : 0.1 presque rien, 1 tout.',
    },
    count: { label: 'Combien d’images' },
    model: { label: 'Modèle' },
    cleanCaption: { label: 'Nettoyer le prompt', hint: 'Comme le code d’IF : liens, balises, ponctuation étrange.' },
    prompt: { label: 'Prompt' },
    negative: { label: 'À éviter' },
    seed: { label: 'Graine', hint: 'Garde-la pour partir du même bruit. Vide-la pour une nouvelle graine.' },
    steps: { label: 'Étapes', hint: 'Un nombre, le nom d’un calendrier ou les pas de temps.' },
    guidance: { label: 'Guidage' },
    style: { label: 'Style' },
    strength: { label: 'Force' },
    strengthHint: 'Ce qui peut changer dans l’image : 0.1 presque rien, 1 tout.',
    levels: { label: 'Niveaux de bruit', hint: 'De 1 à 999, séparés par des espaces.' },
    stride: { label: 'Pas', hint: 'Combien de pas de temps couvre une étape de débruitage.' },
    blur: { label: 'Flou', hint: 'Largeur du flou de comparaison, en pixels.' },
    axis: (setting) => `Valeurs de ${setting}`,
    axisHint: 'Séparées par des virgules. Les prompts sont séparés par |.',
    region: { label: 'Partie', hint: 'Laisse ceci et le masque vides pour choisir des cases numérotées.' },
    mask: { label: 'Masque', hint: 'Le blanc est repeint, le noir reste.' },
    which: { label: 'Quelle image', hint: 'Le message contient plusieurs images.' },
    role: { label: 'Comment l’image est vue' },
    roles: {
      'close by': 'de près',
      'from afar': 'de loin',
      'in grey': 'en gris',
      'in colour': 'en couleur',
      'standing still': 'immobile',
    },
    regions: {
      left: 'gauche',
      right: 'droite',
      top: 'haut',
      bottom: 'bas',
      centre: 'centre',
      border: 'bord',
      circle: 'cercle',
    },
    firstReading: { label: 'Ce qu’elle montre telle quelle' },
    otherReading: { label: 'Ce qu’elle montre d’autre' },
    view: { label: 'Comment l’autre est vue' },
    reading: (view) => `Vue : ${view}`,
    prompts: (number) => `Prompt nº ${number}`,
    range: (min, max) => `De ${min} à ${max}.`,
    noiseLevelHint: (min, max) => `De ${min} à ${max}. Plus haut, il invente davantage.`,
    yes: 'oui',
    no: 'non',
  },
  masks: {
    choose: '🩹 Quelle partie faut-il repeindre ? Choisis ses numéros ci-dessous.',
    pick: 'Choisis un ou plusieurs numéros',
    cell: (number) => `Case ${number}`,
    gridAlt: 'L’image sous une grille de 25 cases numérotées.',
    chosen: (prompt) => `🩹 **${prompt}**\nLa partie colorée sera repeinte.`,
    maskAlt: 'L’image, avec en couleur la partie à repeindre.',
    noPrompt: '(aucun prompt)',
    draw: 'Dessiner',
    change: 'Changer',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ ${place(position)}${ready === undefined ? '.' : ` ; c’est prêt ${relative(ready)}.`}`,
    noWorker: (position) =>
      `⏳ ${place(position)}. Aucune machine de dessin n’est joignable. Votre image commence dès qu’il y en a une.`,
    accepted: '⏳ Entrée dans la file …',
  },
  running: {
    starting: '🎨 Chargement du modèle …',
    reading: '🎨 Lecture du prompt …',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `image ${picture} sur ${pictures}, ` : ''
      const time = ready === undefined ? '' : ` · prêt ${relative(ready)}`
      return `🎨 ${which}étage ${stage}, étape ${step} sur ${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `Inachevée : ${prompt}`,
    fitting: '🎨 L’image est grande. Je la fais tenir dans un message …',
    again: '↻ La peinture a été interrompue et recommence …',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'fr'),
    asWebp: 'Le PNG est trop lourd pour être publié ici, voici donc un WebP. `/montrer` apporte le PNG là où il tient.',
    asSmaller: (width) =>
      `L’image est trop lourde pour être publiée ici, elle est donc montrée en ${width} px. \`/montrer\` l’apporte en entier là où elle tient.`,
    tooLarge:
      'Cette image est trop lourde pour être publiée ici sous quelque forme que ce soit. Elle est conservée, et `/montrer` l’apporte là où elle tient.',
    kept: (id) =>
      `Discord n’accepte pas cette image ici. Elle est conservée, et \`/montrer id: ${id}\` la fait revenir.`,
    seen: (how, prompt) => `👁️ ${how} : **${prompt}**`,
    otherReading: (how, prompt) => `${how} : **${prompt}**`,
    movingAlt: (prompt) => `En mouvement : ${prompt}`,
    pictureAlt: (number) => `Image ${number} :`,
    ownPicture: (number, seed) => `image ${number} : graine ${seed}`,
    chosenFrom: (drawn) => `la meilleure des ${drawn} qui ont été peintes`,
    stripAlt: 'Comment l’image est sortie du bruit, de gauche à droite.',
    stepRows: 'En haut : x_t, ce que le réseau voit. En bas : x̂₀, ce qu’il en fait.',
    for: (person) => `Pour <@${person}>`,
    madeFrom: (link) => `Faite à partir de ${link}`,
    madeFromAnother: 'Faite à partir d’une image précédente.',
    noPrompt: '(aucun prompt)',
    done: 'terminé',
  },
  handover: {
    post: `${tooLong} L’image arrivera dans un nouveau message plus bas.`,
    posted: (link) => `Cette réponse ne pouvait plus être modifiée. La suite est dans un nouveau message : ${link}`,
    offer: (ready) =>
      `${tooLong} Appuie sur **Récupérer** ${ready === undefined ? 'plus tard' : relative(ready)} pour obtenir l’image.`,
  },
  ended: {
    cancelled: '✋ Annulé.',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed:
      'La peinture de cette image a planté deux fois, le bot a donc abandonné. Essaie d’autres réglages ou un autre prompt.',
    stopped: '🌙 Le bot redémarre. Ton image garde sa place dans la file et arrive dès que le bot est de retour.',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '(aucun prompt)',
    negative: (negative) => `À éviter : ${negative}`,
    ownSeed: (seed) => `cette image : graine ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `Correspond au prompt : ${alignment} (CLIP)`
        : `La pire lecture correspond au prompt : ${alignment} · Lectures distinguées : ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `Modèle ${name} (${fingerprint.slice(0, 12)}) sur ${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/montrer id: ${id}\` la fait revenir partout. Le PNG contient sa recette.`,
  },
  queueFacts: {
    empty: 'La file est vide.',
    busy: ({ running, waiting }) => `En cours : **${running}** · En attente : **${waiting}**`,
    notYours: 'Aucune n’est à toi.',
    drawing: (what, fraction) => `${what} : en cours, ${Math.round(fraction * 100)} %`,
    waits: (what, position) => `${what} : ${position === 1 ? 'la prochaine' : `numéro ${position} dans la file`}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: 'pas encore chargé',
    noDeviceYet: 'un appareil encore en cours de test',
    unknownLicence: 'non précisée par le dossier du modèle',
    licence: (licence) =>
      `Licence du modèle : ${licence}. Les images sont générées et peuvent être fausses ou étranges.`,
    what: 'Peint des images à double sens, pixel par pixel, avec la cascade DeepFloyd IF. Auto-hébergé : tes images sont faites et conservées sur la machine qui fait tourner ce bot.',
    facts: ({ model, device, version }) => `Modèle **${model}** sur ${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: 'Je réponds à des commandes : tape `/` et choisis-en une des miennes. Essaie par exemple :',
    examples: [
      `\`/générer prompt: ${examplePrompts.generate}\``,
      `\`/anagramme prompt: ${examplePrompts.anagram[0]} deuxième: ${examplePrompts.anagram[1]}\``,
      `\`/hybride loin: ${examplePrompts.hybrid[0]} près: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: '`/aide` dit ce qu’il y a d’autre.',
  },
  help: {
    title: '## Comment demander',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**Il peint bien (en anglais) :** ${drawn}.\n**Bonnes anagrammes :** ${anagrams}.\n**Bons hybrides :** ${hybrids}.`
    },
    tip: 'La même graine et les mêmes réglages peignent la même image. Tout marche aussi en messages privés.',
    buttons: [
      '🔄 **Tourner** et **Prendre du recul** montrent l’autre lecture · 🎬 **Animer** la met en mouvement',
      '🎲 **Encore** répète la demande avec une nouvelle graine · 🖋️ **Remix** ouvre la recette · 🌱 **Varier** repeint l’image à partir d’elle-même · ⬆️ **Agrandir** l’agrandit',
      '**Détails** montre chaque réglage, et plus : 🎞️ **Étapes** montre comment l’image est née, 🌳 **Varier beaucoup** …',
      'S’il y a plusieurs images, choisis-en une dans le menu. Le menu de tout message avec une image en offre plus : **Applications**, puis **Modifier**, **Repeindre une partie** …',
    ].join('\n'),
  },
}
