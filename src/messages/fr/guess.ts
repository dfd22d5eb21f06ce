import type { GuessTexts } from '../messages.ts'

const until = (moment: number): string => `<t:${Math.floor(moment / 1000)}:R>`
const pointsOf = (n: number): string => `${n} ${n < 2 ? 'point' : 'points'}`

export const guess: GuessTexts = {
  guessRound: {
    title: '## 🔍 Que cache cette image ?',
    how: (things) =>
      `${things} choses s’y cachent. Appuie sur **Deviner** : qui les trouve toutes en premier gagne la manche. Réponds en anglais.`,
    startedBy: (personId) => `Une manche de <@${personId}>.`,
    ends: (moment) => `La manche se termine ${until(moment)}.`,
    nextHint: (moment) => `Le prochain indice arrive ${until(moment)}.`,
    counts: ({ guessers, finders }) =>
      `${guessers} ${guessers < 2 ? 'personne a joué' : 'personnes ont joué'} · ${finders} ${finders < 2 ? 'a trouvé' : 'ont trouvé'} quelque chose`,
    softAlt: 'L’image sans ses détails',
    sharpAlt: 'L’image',
    turnAlt: 'Indice : la même image, tournée',
    stepBackAlt: 'Indice : la même image, vue de plus loin',
    guess: 'Deviner',
    endRound: 'Terminer la manche',
    won: (personId) => `🏆 <@${personId}> a tout trouvé en premier et gagne la manche.`,
    timeOver: '⏰ Le temps est écoulé, et personne n’a tout trouvé.',
    stopped: '🏁 La manche a été terminée avant l’heure.',
    cancelled: '🚫 La manche a été annulée. Rien n’est compté.',
    failed: '⚠️ L’image de cette manche n’a pas pu être peinte. `/deviner lancer` en lance une autre.',
    gone: '🗑️ L’image de cette manche a été supprimée, elle est donc terminée. Rien n’est compté.',
    streak: ({ personId, wins }) => `🔥 <@${personId}> a gagné ${wins} manches de suite.`,
    score: ({ personId, found, points }) => `<@${personId}> a trouvé ${found} · ${pointsOf(points)}`,
    solution: '**La solution :**',
  },
  ownGuess: {
    drawing: 'Je peins une image que personne n’a vue. La manche s’ouvre ici dès qu’elle est prête.',
    opened: (minutes) =>
      `La manche est ouverte pendant ${minutes} ${minutes < 2 ? 'minute' : 'minutes'}. À la fin, tout le monde voit l’image avec ses prompts.`,
    seenBefore:
      'Ton image est sur ce serveur avec ses prompts : qui l’a vue connaît la réponse. La prochaine fois, dessine-la avec `privé`.',
    formTitle: 'Que cache cette image ?',
    first: 'Que vois-tu ?',
    more: 'Que vois-tu d’autre ?',
    hint: 'Une chose en quelques mots anglais : a duck.',
    right: (guess) => `✅ **${guess}** est juste.`,
    known: (guess) => `✅ **${guess}** est juste, et tu l’avais déjà trouvé.`,
    close: (guess) => `🟡 **${guess}** : tu brûles.`,
    wrong: (guess) => `❌ **${guess}** n’y est pas.`,
    found: ({ found, of }) => `Tu en as trouvé ${found} sur ${of}.`,
    won: '🏆 C’est tout, et tu as été le plus rapide. Tu gagnes la manche !',
    ended: 'La manche est terminée, et la solution est affichée.',
    cancelled: 'La manche est annulée.',
    leaderboard: '**Classement : devine l’image**',
    leaderboardEmpty: 'Personne n’a encore joué ici. `/deviner lancer` lance une manche.',
    rank: ({ rank, personId, points, wins, rounds }) =>
      `${rank}. <@${personId}> · ${pointsOf(points)} · ${wins} ${wins < 2 ? 'victoire' : 'victoires'} en ${rounds} ${rounds < 2 ? 'manche' : 'manches'}`,
    streaks: ({ now, best }) => `🔥 ${now} de suite, au mieux ${best}`,
    pointsRule: 'Un point par chose trouvée, et 3 de plus pour une victoire.',
  },
  guessRefused: {
    onlyInServers: 'On devine sur un serveur. Utilise la commande dans l’un de ses salons.',
    mayNotStart: 'Seules les personnes qui ont un rôle nommé dans `/paramètres` peuvent lancer des manches ici.',
    notHere: 'On joue dans {channels}.',
    mayNotPost: 'Je ne peux pas publier d’image dans ce salon : laisse-moi le voir, écrire et joindre des fichiers.',
    underWay: 'Une manche est en cours dans ce salon. Attends sa fin, ou demande à qui l’a lancée d’y mettre fin.',
    noRound: 'Aucune manche n’est en cours dans ce salon. `/deviner lancer` en lance une.',
    roundOver: 'Cette manche est terminée.',
    noIllusion:
      'On ne peut deviner qu’une image à plusieurs sens : une anagramme ou une image hybride, avec un prompt pour chacun.',
    noSuchResult: 'Tu n’as pas cette image. Choisis-en une dans la liste qui s’ouvre pendant que tu écris.',
    onlyOwnResults: 'Seul l’auteur d’une image peut la faire deviner aux autres.',
    cannotGuess: 'C’est ton image : seuls les autres peuvent deviner.',
    notYourRound: 'Seul qui a lancé la manche, ou la modération, peut y mettre fin.',
    waitToGuess: 'Un instant : tu pourras rejouer {when}.',
    emptyGuess: 'Il n’y a aucun mot là-dedans. Écris ce que tu vois, par exemple : a duck.',
    manyGuesses: 'C’est trop à la fois. Nomme {most} choses au plus.',
    busyDrawing: 'Assez d’images attendent déjà pour des manches. Réessaie dans quelques minutes.',
  },
}
