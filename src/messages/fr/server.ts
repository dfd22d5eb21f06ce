import { relative } from '../job-messages.ts'
import type { ServerTexts } from '../messages.ts'
import { namesOfLanguages } from '../names-of-languages.ts'

const yesNo = { true: 'Oui', false: 'Non' } as const

/** `1 image`, `2 images`. */
const count = (number: number, one: string, several: string): string => `${number} ${number < 2 ? one : several}`

export const server: ServerTexts = {
  settingWords: {
    model: { label: 'Modèle', hint: 'Le modèle qui dessine quand une demande n’en nomme aucun.' },
    size: {
      label: 'Taille',
      hint: 'Le petit côté d’une image quand une demande n’en donne pas.',
      values: { 64: '64 px', 256: '256 px', 1024: '1024 px' },
    },
    style: { label: 'Style', hint: 'Des mots placés devant chaque prompt, par exemple : an oil painting of.' },
    guidance: { label: 'Guidance', hint: 'À quel point les images suivent leur prompt, de 0 à 30.' },
    modes: { label: 'Modes', hint: 'Ce qu’on peut demander ici.' },
    channels: { label: 'Salons', hint: 'Où l’on peut dessiner. Vide : partout. Un fil appartient à son salon.' },
    private: {
      label: 'Privé',
      hint: 'Seule la personne qui demande voit l’image, sauf si elle la veut publique.',
      values: yesNo,
    },
    spoiler: {
      label: 'Spoiler',
      hint: 'Les images sont derrière un spoiler, sauf si une personne demande le contraire.',
      values: yesNo,
    },
    enforced: {
      label: 'Non désactivable',
      hint: 'Ce qui vaut ici, quoi que l’on demande ou préfère.',
      values: { private: 'Privé', spoiler: 'Spoiler' },
    },
    steps: { label: 'Étapes', hint: 'Si un résultat montre la bande de ses étapes.', values: yesNo },
    limits: { label: 'Quotas', hint: 'Images par jour, pause, pixels et étapes : pour tous et par rôle.' },
    retentionDays: {
      label: 'Conserver les images',
      hint: 'Jours après lesquels les images sont supprimées. 0 : aussi longtemps que l’hôte du bot le permet.',
    },
    moderatorRoles: {
      label: 'Modération',
      hint: 'Rôles qui peuvent supprimer les images des autres, avec ceux qui gèrent les messages.',
    },
    logChannel: {
      label: 'Salon du journal',
      hint: 'Où le bot dit à la modération qui a demandé quoi, et ce qui a été refusé ou supprimé.',
    },
    blockedPeople: { label: 'Personnes bloquées', hint: 'Les personnes qui ne peuvent pas dessiner ici.' },
    blockedRoles: { label: 'Rôles bloqués', hint: 'Les rôles dont les membres ne peuvent pas dessiner ici.' },
    starChannel: { label: 'Salon des étoiles', hint: 'Le salon qui réunit les images avec assez d’étoiles.' },
    starsNeeded: { label: 'Étoiles nécessaires', hint: 'Combien d’étoiles mènent une image au salon des étoiles.' },
    challengeRoles: {
      label: 'Rôles pour les défis',
      hint: 'Rôles qui peuvent lancer des défis, avec ceux qui gèrent le serveur.',
    },
    guessRoles: {
      label: 'Rôles pour les devinettes',
      hint: 'Rôles qui peuvent lancer des devinettes, outre la modération. Vide : tout le monde.',
    },
    guessChannels: {
      label: 'Salons des devinettes',
      hint: 'Où lancer des devinettes. Vide : partout. Un fil appartient à son salon.',
    },
    winnerRole: { label: 'Rôle de victoire', hint: 'Le rôle que reçoit la personne qui gagne un défi.' },
    votingAgeDays: {
      label: 'Âge pour voter',
      hint: 'Le nombre de jours qu’un compte Discord doit avoir pour voter dans un défi.',
    },
    language: {
      label: 'Langue',
      hint: 'Ce que le bot écrit pour tous. Les réponses à une personne suivent la langue de son appli.',
      unset: 'celle du serveur',
      values: namesOfLanguages,
    },
    blockedWords: {
      label: 'Mots bloqués',
      hint: 'Un par ligne : mot, expression, partie* (* est quelconque) ou /expression régulière/.',
    },
    allowedWords: {
      label: 'Mots permis',
      hint: 'Un par ligne : des mots acceptés bien qu’un mot bloqué ou un motif semble s’y trouver.',
    },
    ageRestricted: {
      label: 'Salons soumis à une limite d’âge',
      hint: 'Ce qui vaut dans les salons que Discord soumet à une limite d’âge.',
      values: {
        same: 'Comme ailleurs',
        relaxed: 'Les mots bloqués ne comptent pas',
        only: 'On ne dessine que là',
        never: 'On n’y dessine pas',
      },
    },
    safety: {
      label: 'Contrôle de sécurité',
      hint: 'Retient ce que le contrôle du modèle juge risqué. « Non » ne vaut qu’avec une limite d’âge.',
      values: yesNo,
    },
  },
  settingPageWords: {
    drawing: 'Dessin',
    answers: 'Réponses',
    limits: 'Quotas et stockage',
    words: 'Mots et âges',
    moderation: 'Modération',
    community: 'Défis, devinettes et galerie',
  },
  settingOrigins: {
    person: 'de toi',
    channel: 'du salon',
    guild: 'du serveur',
    environment: 'de l’hôte du bot',
    default: 'par défaut',
  },
  settingsPanel: {
    guild: '## ⚙️ Paramètres de ce serveur',
    channel: (channel) => `## ⚙️ Paramètres de ${channel}`,
    person: '## ⚙️ Tes préférences',
    guildHint:
      'Ils valent partout sur ce serveur. Un salon et une personne peuvent avoir les leurs. Un formulaire vidé retire une valeur.',
    channelHint: 'Ils valent dans ce salon et ses fils, à la place de ceux du serveur.',
    personHint:
      'Elles valent partout où tu dessines, à la place de celles du serveur. Ce que dit une commande passe avant.',
    line: ({ label, value, origin, hint }) => `**${label} :** ${value} · *${origin}*\n-# ${hint}`,
    saved: (label) => `✅ **${label}** : c’est enregistré.`,
    reset: (label) => `✅ **${label}** : comme avant, plus rien n’est réglé ici.`,
    refused: (sentence) => `⚠️ ${sentence} Rien n’a été changé.`,
    change: 'Changer un paramètre',
    pages: 'Aller à une autre page',
    channels: 'Paramètres d’un salon',
    correct: 'Corriger',
    open: 'au choix du modèle',
    everywhere: 'partout',
    none: 'aucun',
    all: 'tous',
    lines: (lines) => count(lines, 'ligne', 'lignes'),
    forever: 'aussi longtemps que l’hôte du bot le permet',
    days: (days) => count(days, 'jour', 'jours'),
    everyone: 'tous',
    limitsOfEveryone: 'Quotas de tous',
    limitsOfRole: 'Quotas d’un rôle',
    role: 'Rôle',
    roleHint: 'Ses membres ont ces quotas à la place de ceux de tous. Laisse le reste vide pour les retirer.',
    limits: ({ who, list }) => `${who} : ${list}`,
    picturesPerDay: 'Images par jour',
    cooldownSeconds: 'Pause en secondes',
    pixels: 'Pixels d’une image',
    pixelsHint: '4096, c’est 64 × 64 ; 65536, c’est 256 × 256.',
    steps: 'Étapes',
    noLimit: 'sans limite',
  },
  quotaFacts: {
    title: '## Ton quota',
    nowhere: 'Il n’y a pas de quota en messages privés.',
    pictures: ({ used, limit, resets }) =>
      `Images aujourd’hui : **${used}** sur **${limit}**. Le compte repart ${resets}.`,
    unlimited: (used) => `Images aujourd’hui : **${used}**, sans limite.`,
    drawing: (pictures) => `Dont ${pictures} en attente ou en cours. Ce qui échoue ou est annulé ne compte pas.`,
    cooldown: (seconds) => `Pause entre deux demandes : **${seconds} s**.`,
    ready: (when) => `Tu pourras dessiner de nouveau ${when}.`,
    pixels: (pixels) => `Plus grande image : **${pixels}** pixels.`,
    steps: (steps) => `Étapes au plus : **${steps}**.`,
  },
  moderationLog: {
    asked: ({ person, channel, text, end }) => `🎨 ${person} a demandé dans ${channel} : ||${text}|| · ${end}`,
    done: (link) => `[dessiné](${link})`,
    donePrivately: 'dessiné, pour cette personne seule',
    failed: 'échoué',
    cancelled: 'annulé',
    gone: 'supprimé',
    refused: ({ person, channel, text, why }) => `🚫 Refus à ${person} dans ${channel} (${why}) : ||${text}||`,
    deleted: ({ person, owner, channel, text }) =>
      `🗑️ ${person} a supprimé une image de ${owner} dans ${channel} : ||${text}||`,
    nowhere: 'un salon',
  },
  privacy: {
    title: '## Ce qui est conservé sur toi',
    jobs: (jobs) => `**${jobs}** ${jobs < 2 ? 'demande' : 'demandes'} avec prompts, réglages et images`,
    drafts: (drafts) => `**${drafts}** ${drafts < 2 ? 'formulaire' : 'formulaires'} sans envoi, pour un jour`,
    usage: (numbers) =>
      `**${numbers}** ${numbers < 2 ? 'nombre' : 'nombres'} sur ce que tu as dessiné récemment, pour la file et les quotas`,
    settings: (settings) => `**${settings}** de tes préférences`,
    log: (lines) => `**${lines}** ${lines < 2 ? 'ligne' : 'lignes'} pour le journal de la modération d’un serveur`,
    challenges: (challenges) =>
      `**${challenges}** ${challenges < 2 ? 'défi' : 'défis'} de ta part ; la suite se fait sans ton nom`,
    entries: (entries) =>
      `**${entries}** ${entries < 2 ? 'participation' : 'participations'} à des défis et leurs classements`,
    votes: (votes) => `**${votes}** ${votes < 2 ? 'vote' : 'votes'}`,
    guesses: (guesses) => `**${guesses}** ${guesses < 2 ? 'réponse' : 'réponses'} et points de devinettes`,
    rounds: (rounds) => `**${rounds}** fois où une devinette te nomme ; elle reste sans ton nom`,
    stars: (stars) => `**${stars}** ${stars < 2 ? 'étoile donnée' : 'étoiles données'}`,
    nothing: 'Rien.',
    where: 'Tout est sur la machine où tourne ce bot. Rien n’est envoyé à qui que ce soit.',
    others:
      'Les messages sur Discord sont conservés par Discord, et la modération d’un serveur décide de ses listes et de son journal. Les prompts encodés restent en cache sans nom.',
    delete: 'Supprimer tout ce qui est à moi',
    confirmTitle: 'Tout supprimer ?',
    confirm:
      'Tes images, prompts, votes, participations et préférences sont supprimés maintenant et pour de bon, et ce qui attend ou se dessine est annulé. Les messages du bot qui les montrent sont supprimés aussi. Les images que d’autres ont faites à partir des tiennes restent.',
    done: (pictures) =>
      `✅ Tout ce qui était à toi est supprimé, avec ${count(pictures, 'fichier image', 'fichiers image')}.`,
  },
  gallery: {
    everybody: 'De tous',
    mine: 'Les miennes',
    best: 'Les meilleures',
    title: (kind) => `## 🖼️ Galerie · ${kind}`,
    page: (page) => `Page ${page}`,
    word: (word) => `avec « ${word} »`,
    nothing: 'Il n’y a encore rien à voir ici.',
    nothingFits: 'Aucune image ne convient. Essaie un autre mot ou un autre mode.',
    nothingStarred: 'Aucune image n’a d’étoile. Appuie sur ⭐ sous une image qui te plaît.',
    line: ({ number, prompt, person, stars, drawn }) =>
      `**${number}.** ${prompt} · ${person}${stars === 0 ? '' : ` · ⭐ ${stars}`} · ${relative(drawn)}`,
    jump: (link) => `[Y aller](${link})`,
    private: 'toi seul la vois',
    back: 'Retour',
    next: 'Suite',
    anyMode: 'Tous les modes',
    modes: 'Choisir un mode',
    open: 'Ouvrir une image',
    option: (number) => `Image ${number}`,
  },
  stars: {
    star: 'Étoile',
    count: (stars) => `${stars}`,
    post: ({ person, channel }) => `par ${person} dans ${channel}`,
  },
  exportText: {
    part: (part) => `## 📦 Tes images, partie ${part}`,
    pictures: (pictures) =>
      `**${pictures}** ${pictures < 2 ? 'image' : 'images'}, de la plus ancienne à la plus récente, avec leur recette en JSON.`,
    more: 'Il y en a d’autres. Appuie sur **Partie suivante**.',
    last: 'C’est tout.',
    next: 'Partie suivante',
    gone: (pictures) =>
      `${pictures} ${pictures < 2 ? 'image n’est plus conservée' : 'images ne sont plus conservées'} ; les recettes sont là.`,
    smaller: (pictures) =>
      `${pictures} ${pictures < 2 ? 'image était trop grande' : 'images étaient trop grandes'} pour cet endroit : autre format.`,
    nothing: 'Tu n’as aucune image terminée.',
  },
}
