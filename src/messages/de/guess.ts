import type { GuessTexts } from '../messages.ts'

const until = (moment: number): string => `<t:${Math.floor(moment / 1000)}:R>`
const pointsOf = (n: number): string => `${n} ${n === 1 ? 'Punkt' : 'Punkte'}`

export const guess: GuessTexts = {
  guessRound: {
    title: '## 🔍 Was steckt in diesem Bild?',
    how: (things) =>
      `${things} Dinge sind darin versteckt. Drück **Raten**: Wer alle zuerst findet, gewinnt die Runde. Rate auf Englisch.`,
    startedBy: (personId) => `Eine Runde von <@${personId}>.`,
    ends: (moment) => `Die Runde endet ${until(moment)}.`,
    nextHint: (moment) => `Der nächste Hinweis kommt ${until(moment)}.`,
    counts: ({ guessers, finders }) =>
      `${guessers} ${guessers === 1 ? 'Person hat' : 'Personen haben'} geraten · ${finders} etwas gefunden`,
    softAlt: 'Das Bild ohne seine Einzelheiten',
    sharpAlt: 'Das Bild',
    turnAlt: 'Hinweis: dasselbe Bild, gedreht',
    stepBackAlt: 'Hinweis: dasselbe Bild, aus größerer Entfernung',
    guess: 'Raten',
    endRound: 'Runde beenden',
    won: (personId) => `🏆 <@${personId}> hat zuerst alles gefunden und gewinnt die Runde.`,
    timeOver: '⏰ Die Zeit ist um, und niemand hat alles gefunden.',
    stopped: '🏁 Die Runde wurde vorzeitig beendet.',
    cancelled: '🚫 Die Runde wurde abgebrochen. Nichts davon zählt.',
    failed: '⚠️ Das Bild dieser Runde konnte nicht gemalt werden. `/raten starten` beginnt eine neue.',
    gone: '🗑️ Das Bild dieser Runde wurde gelöscht, deshalb ist sie vorbei. Nichts davon zählt.',
    streak: ({ personId, wins }) => `🔥 <@${personId}> hat ${wins} Runden in Folge gewonnen.`,
    score: ({ personId, found, points }) => `<@${personId}> hat ${found} gefunden · ${pointsOf(points)}`,
    solution: '**Die Lösung:**',
  },
  ownGuess: {
    drawing: 'Ich male ein Bild, das noch niemand gesehen hat. Die Runde beginnt hier, sobald es fertig ist.',
    opened: (minutes) =>
      `Die Runde läuft ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'}. Am Ende sehen alle das Bild mit seinen Prompts.`,
    seenBefore:
      'Dein Bild steht mit seinen Prompts auf diesem Server. Wer es gesehen hat, kennt die Lösung. Mal es nächstes Mal mit `privat`.',
    formTitle: 'Was steckt in diesem Bild?',
    first: 'Was siehst du?',
    more: 'Was siehst du noch?',
    hint: 'Eine Sache in wenigen englischen Wörtern: a duck.',
    right: (guess) => `✅ **${guess}** ist richtig.`,
    known: (guess) => `✅ **${guess}** ist richtig, und du hattest es schon gefunden.`,
    close: (guess) => `🟡 **${guess}** ist nahe dran.`,
    wrong: (guess) => `❌ **${guess}** ist nicht darin.`,
    found: ({ found, of }) => `Du hast ${found} von ${of} gefunden.`,
    won: '🏆 Das ist alles, und du warst zuerst da. Du gewinnst die Runde!',
    ended: 'Die Runde ist vorbei, und die Lösung wird gezeigt.',
    cancelled: 'Die Runde ist abgebrochen.',
    leaderboard: '**Rangliste: Bilder erraten**',
    leaderboardEmpty: 'Hier hat noch niemand geraten. `/raten starten` beginnt eine Runde.',
    rank: ({ rank, personId, points, wins, rounds }) =>
      `${rank}. <@${personId}> · ${pointsOf(points)} · ${wins} ${wins === 1 ? 'Sieg' : 'Siege'} in ${rounds} ${rounds === 1 ? 'Runde' : 'Runden'}`,
    streaks: ({ now, best }) => `🔥 ${now} in Folge, höchstens ${best}`,
    pointsRule: 'Ein Punkt für alles, was du findest, und 3 mehr für einen Sieg.',
  },
  guessRefused: {
    onlyInServers: 'Geraten wird auf einem Server. Nimm den Befehl in einem seiner Kanäle.',
    mayNotStart: 'Nur wer eine Rolle hat, die `/einstellungen` nennt, darf hier Runden beginnen.',
    notHere: 'Runden werden in {channels} gespielt.',
    mayNotPost: 'Ich darf in diesem Kanal kein Bild posten: Lass mich ihn sehen, schreiben und Dateien anhängen.',
    underWay: 'In diesem Kanal läuft eine Runde. Warte auf ihr Ende, oder lass sie beenden, wer sie begonnen hat.',
    noRound: 'In diesem Kanal läuft keine Runde. `/raten starten` beginnt eine.',
    roundOver: 'Diese Runde ist vorbei.',
    noIllusion:
      'Erraten kann man nur ein Bild mit mehreren Bedeutungen: ein Anagramm oder ein Hybrid mit je einem Prompt.',
    noSuchResult: 'So ein Bild hast du nicht. Wähl eins aus der Liste, die sich beim Tippen öffnet.',
    onlyOwnResults: 'Nur wer ein Bild gemalt hat, kann andere raten lassen.',
    cannotGuess: 'Es ist dein Bild, deshalb können nur die anderen raten.',
    notYourRound: 'Nur wer die Runde begonnen hat, oder die Moderation, kann sie beenden.',
    waitToGuess: 'Einen Moment bitte: Du kannst {when} wieder raten.',
    emptyGuess: 'Darin ist kein Wort. Schreib, was du siehst, zum Beispiel: a duck.',
    manyGuesses: 'Das sind zu viele auf einmal. Nenne höchstens {most} Dinge.',
    busyDrawing: 'Es warten schon genug Bilder für Runden. Versuch es in ein paar Minuten noch einmal.',
  },
}
