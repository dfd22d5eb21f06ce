import { challenge as source, openFor, when } from '../challenges.ts'
import type { ChallengeTexts } from '../messages.ts'

const people = (n: number): string => `${n} ${n === 1 ? 'Person' : 'Personen'}`

export const challenges: ChallengeTexts = {
  challenge: {
    title: source.title,
    startedBy: (personId) => `Eine Herausforderung von <@${personId}>.`,
    rulesTitle: 'Ein Beitrag muss',
    ruleMode: (command) => `- mit \`/${command}\` gemalt sein`,
    rulePicture: '- einen Teil des Bildes unten neu malen: öffne sein Menü, dann **Apps** und **Teil neu malen**',
    ruleWords: (words) => `- diese Wörter im Prompt haben: ${words}`,
    ruleStyle: (style) => `- den Stil ${style} haben`,
    ruleSeed: (seed) => `- den Seed ${seed} haben`,
    ruleSize: (size) => `- ${size} px groß sein`,
    noRules: 'Alles, was zum Thema passt, darf teilnehmen.',
    each: (n) => `Jede Person darf ${n === 1 ? '1 Bild' : `${n} Bilder`} einreichen.`,
    howStars: 'Alle vergeben Sterne, einen bis fünf. Wem ein Bild gehört und wie es steht, sieht vor dem Ende niemand.',
    howDuels: 'Alle wählen zwischen je zwei Bildern. Wem ein Bild gehört und wie es steht, sieht vor dem Ende niemand.',
    howToEnter:
      'Male hier: Das Ergebnis siehst nur du, und es nimmt sofort teil. Oder drücke **Teilnehmen** und wähle ein Bild, das du früher gemalt hast.',
    givenAlt: 'Das Bild, von dem ein Teil neu gemalt wird',
    entriesUntil: (end) => `**Beiträge** bis ${when(end)}`,
    votesFor: (time) => `**Abstimmung** danach: ${openFor(time, 'de')}`,
    votesUntil: (end) => `**Abstimmung** bis ${when(end)}`,
    over: '**Diese Herausforderung ist vorbei.**',
    cancelledLine: '**Diese Herausforderung wurde abgesagt.**',
    counts: ({ entries, entrants }) => `${entries} ${entries === 1 ? 'Beitrag' : 'Beiträge'} von ${people(entrants)}`,
    voters: (n) => `${people(n)} ${n === 1 ? 'hat' : 'haben'} abgestimmt`,
    enter: 'Teilnehmen',
    ownEntries: 'Meine Beiträge',
    vote: 'Abstimmen',
    gallery: 'Alle Beiträge',
    invitation: (theme) => `🏁 Eine neue Herausforderung beginnt: **${theme}**`,
    votingBegins: (theme) => `## 🗳️ Abstimmung: ${theme}`,
    votingHow:
      'Drücke **Abstimmen**. Alle sehen die Beiträge in einer anderen Reihenfolge, ohne Namen und Prompts. Bis zum Ende kannst du jede Stimme ändern.',
    cancelled: (theme) =>
      `Die Herausforderung **${theme}** wurde abgesagt. \`/herausforderung wiederbeleben\` holt sie zurück.`,
    podium: source.podium,
    nobody: 'Diesmal hat niemand teilgenommen.',
    unopposed: 'Es gab nur einen Beitrag, darum gewinnt er ohne Abstimmung.',
    placed: source.placed,
    stars: (score, votes) =>
      `★ ${score.toFixed(2).replace('.', ',')} aus ${votes} ${votes === 1 ? 'Stimme' : 'Stimmen'}`,
    duels: (score, votes) => `${Math.round(score * 100)} % aus ${votes} ${votes === 1 ? 'Duell' : 'Duellen'}`,
    seed: (seed) => `Seed ${seed}`,
    starsRule: 'Es zählt der Mittelwert der Sterne; dazu kommen für alle zwei Stimmen mit je drei Sternen.',
    duelsRule:
      'Es zählt die Chance, gegen einen durchschnittlichen Beitrag zu gewinnen (Bradley–Terry; dazu kommen für alle ein gewonnenes und ein verlorenes Duell).',
    tieRule: 'Bei Gleichstand: erst mehr Stimmen, dann wer früher eingereicht hat.',
    placeHeading: (place, personId) =>
      `${['🥇 Platz 1', '🥈 Platz 2', '🥉 Platz 3'][place - 1] ?? `Platz ${place}`}: <@${personId}>`,
    roleGiven: (roleId) => `<@&${roleId}> geht an das beste Bild.`,
    roleRefused: (roleId) =>
      `Ich konnte <@&${roleId}> nicht vergeben: Erlaube mir, Rollen zu verwalten, und stell meine eigene Rolle darüber.`,
    galleryTitle: (theme, page, pages) => `**${theme}** · Seite ${page} von ${pages}`,
    entryAlt: (n) => `Beitrag ${n}`,
    gonePicture: 'dieses Bild ist nicht mehr aufbewahrt',
    back: 'Zurück',
    next: 'Weiter',
  },
  ownChallenge: {
    opened: (thread) => `Die Herausforderung läuft: ${thread}`,
    entriesTitle: (theme) => `**${theme}** · deine Beiträge`,
    noEntries: 'Du hast noch kein Bild eingereicht.',
    choose: 'Wähle eines deiner Bilder',
    nothingDrawn: 'Du hast noch nichts gemalt. Male im Thread der Herausforderung: Das Ergebnis siehst nur du.',
    entryNumber: (n) => `Beitrag ${n}`,
    withdraw: (n) => `Beitrag ${n} zurückziehen`,
    replaceWhich: 'Du hast keinen Beitrag mehr frei. Welchen deiner Beiträge soll es ersetzen?',
    replaceMenu: 'Ersetze einen deiner Beiträge',
    whichChallenge: 'Für welche Herausforderung ist es?',
    entered: (theme) => `Dein Bild nimmt an **${theme}** teil. Andere sehen es, wenn die Abstimmung beginnt.`,
    replaced: (theme) => `Dein Bild ersetzt das andere in **${theme}**.`,
    already: 'Dieses Bild nimmt schon teil.',
    withdrawn: 'Dein Bild nimmt nicht mehr teil. Bis zum Ende der Einreichungen kannst du es wieder einreichen.',
    drawnEntered: (theme) =>
      `🏁 Es nimmt an **${theme}** teil. Andere sehen es, wenn die Abstimmung beginnt. **Teilnehmen** unter der Ankündigung zieht es zurück oder ersetzt es.`,
    drawnFull: (theme) =>
      `🏁 Du hast in **${theme}** keinen Beitrag mehr frei. Um stattdessen dieses Bild einzureichen, drücke **Teilnehmen** unter der Ankündigung.`,
    drawnSeveral: (theme) =>
      `🏁 Um eines dieser Bilder in **${theme}** einzureichen, drücke **Teilnehmen** unter der Ankündigung.`,
    ballotTitle: ({ theme, at, of }) => `**${theme}** · ${at} von ${of}`,
    yourStars: (stars) => `Deine Wertung: ${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}`,
    noStars: 'Wie viele Sterne verdient es?',
    star: (stars) => `${stars} ★`,
    duelQuestion: 'Welches der beiden ist besser?',
    youChose: (side) => `Deine Wahl: ${side}`,
    left: 'A',
    right: 'B',
    ballotDone: 'Du hast über alles abgestimmt. Du kannst jede Stimme noch ändern.',
    ballotEmpty: 'Hier gibt es keinen Beitrag außer deinem eigenen.',
    remove: 'Beitrag entfernen',
    edited: (thread) => `Geändert: ${thread}`,
    extended: (end) => `Sie läuft weiter bis ${end}.`,
    ended: 'Die Phase ist beendet.',
    cancelled:
      'Die Herausforderung ist abgesagt. Beiträge und Stimmen bleiben aufbewahrt; `/herausforderung wiederbeleben` holt sie zurück.',
    seriesStopped: 'Die wöchentliche Herausforderung kommt nicht wieder.',
    revived: (thread) => `Die Herausforderung geht weiter: ${thread}`,
    seriesStarts: (theme, moment) => `Sie kommt jede Woche wieder. Als Nächstes: **${theme}**, ${when(moment)}.`,
    listTitle: '**Herausforderungen**',
    listEmpty: 'Es gibt noch keine Herausforderungen. `/herausforderung starten` beginnt eine.',
    listLine: ({ place, theme, state }) => `- **${theme}** ${place} · ${state}`,
    stateEntries: (end) => `Beiträge bis ${when(end)}`,
    stateVoting: (end) => `Abstimmung bis ${when(end)}`,
    stateEnded: 'vorbei',
    stateCancelled: 'abgesagt',
    phases: {
      entries: 'nimmt Beiträge an',
      voting: 'Abstimmung läuft',
      ended: 'vorbei',
      cancelled: 'abgesagt',
      weekly: 'jede Woche',
    },
    seriesLine: (theme, moment) => `- jede Woche · als Nächstes **${theme}** ${when(moment)}`,
    leaderboardTitle: (season) => `**Rangliste ${season}**`,
    leaderboardEmpty: 'In dieser Saison ist noch keine Herausforderung zu Ende gegangen.',
    rank: ({ rank, personId, points, wins, challenges }) =>
      `${rank}. <@${personId}> · ${points} ${points === 1 ? 'Punkt' : 'Punkte'} · ${wins} ${wins === 1 ? 'Sieg' : 'Siege'} in ${challenges} ${challenges === 1 ? 'Herausforderung' : 'Herausforderungen'}`,
    pointsRule:
      '5 Punkte für einen Sieg, 3 und 2 für die nächsten Plätze, 1 fürs Mitmachen. Je Herausforderung zählt der beste Beitrag.',
  },
  challengeTrouble: {
    'thread-gone':
      'Der Thread dieser Herausforderung ist weg. Beiträge und Stimmen sind aufbewahrt; `/herausforderung wiederbeleben` öffnet einen neuen Thread.',
    'channel-gone':
      'Der Kanal dieser Herausforderung ist weg. Beiträge und Stimmen sind aufbewahrt; `/herausforderung wiederbeleben` mit `kanal` öffnet sie anderswo.',
    locked:
      'Der Thread dieser Herausforderung ist gesperrt. Entsperre ihn und nutze dann `/herausforderung wiederbeleben`.',
    forbidden:
      'Ich darf die Herausforderung dort nicht veröffentlichen: Lass mich den Kanal sehen, schreiben, Dateien anhängen und Threads öffnen, und nutze dann `/herausforderung wiederbeleben`.',
    refused:
      'Discord hat die Nachricht dieser Herausforderung nicht angenommen. `/herausforderung wiederbeleben` versucht es noch einmal.',
  },
  challengeRefused: {
    notInServer: 'Herausforderungen gehören zu einem Server. Nutze den Befehl in einem seiner Kanäle.',
    notAllowed:
      'Das kann nur, wer den Server verwalten darf oder eine Rolle für Herausforderungen hat. `/einstellungen` nennt die Rollen.',
    noSuch: 'Diese Herausforderung gibt es hier nicht. Wähle eine aus der Liste, die sich beim Tippen öffnet.',
    noneOpen: 'Gerade nimmt hier keine Herausforderung Beiträge an. `/herausforderung liste` zeigt alle.',
    over: 'Diese Herausforderung ist vorbei.',
    notOver: 'Diese Herausforderung läuft, und nichts von ihr fehlt.',
    endedForGood:
      'Diese Herausforderung ist mit ihrem Podest zu Ende. Beginne eine neue mit `/herausforderung starten`.',
    time: '{option} muss eine Dauer wie 12h, 3d oder 1d 6h sein, von 5 Minuten bis 60 Tagen.',
    tooLong: 'Nichts darf länger als 60 Tage offen sein.',
    theme: '`thema` darf nicht leer sein.',
    noWord: 'Darin ist kein Wort. Gib mindestens eines an, oder lass die Option weg.',
    season: 'Eine Saison ist ein Vierteljahr, zum Beispiel {season}.',
    words: 'Gib höchstens zehn Wörter mit je höchstens 40 Zeichen an, durch Kommas getrennt.',
    pictureOfInpaint: 'Ein `bild` ist das, was alle ausbessern: Wähle dazu den Modus ausbessern, oder lass es weg.',
    pictureTooLarge:
      'Das Bild darf höchstens 10 MB haben, denn alle bekommen es mit der Ankündigung. Nimm ein kleineres.',
    themes:
      '`themen` gehören zu einer Herausforderung, die wiederkommt: Setz `wiederholung` auf jede Woche, oder lass sie weg.',
    tooManyThemes: 'Gib höchstens 52 Themen mit je höchstens 100 Zeichen an, durch | getrennt.',
    rulesFixed:
      'Es gibt schon Beiträge, darum lassen sich nur noch das Thema, die Zahl der Beiträge und die Zeiten ändern.',
    votingFixed: 'Die Abstimmung hat begonnen, darum lassen sich nur noch das Thema und die Zeit ändern.',
    channelKind: 'Eine Herausforderung öffnet sich in einem Textkanal oder Forum. Wähle eines mit `kanal`.',
    entriesClosed: 'Diese Herausforderung nimmt keine Beiträge mehr an.',
    ruleMode:
      'Diese Herausforderung verlangt Bilder, die mit `/{wanted}` gemalt sind. Deines ist mit `/{found}` gemalt.',
    rulePicture:
      'Diese Herausforderung verlangt, das Bild ihrer Ankündigung auszubessern. Deines entstand aus einem anderen.',
    ruleWord: 'Diese Herausforderung verlangt das Wort „{wanted}“ im Prompt. Deines hat es nicht.',
    ruleStyle: 'Diese Herausforderung verlangt den Stil „{wanted}“. Deines hat ihn nicht.',
    ruleSeed: 'Diese Herausforderung verlangt den Seed {wanted}. Deines hat {found}.',
    ruleSize: 'Diese Herausforderung verlangt Bilder mit {wanted} px. Deines hat {found} px.',
    notYours: 'Nur wer ein Bild gemalt hat, kann es einreichen.',
    noPicture: 'Dieses Bild ist nicht mehr aufbewahrt, darum kann es nicht teilnehmen.',
    removedEntry:
      'Die Moderation hat dieses Bild aus der Herausforderung genommen, darum lässt es sich nicht wieder einreichen.',
    votingClosed: 'Die Abstimmung dieser Herausforderung ist geschlossen.',
    tooYoung: 'Dein Discord-Konto ist zu jung, um hier abzustimmen. Ab {when} kannst du abstimmen.',
    ownEntry: 'Über dein eigenes Bild kannst du nicht abstimmen.',
    goneEntry: 'Dieser Beitrag nimmt nicht mehr teil. Drücke **Abstimmen** für die anderen.',
    onlyModerators: 'Nur wer hier Nachrichten verwalten darf, kann einen Beitrag entfernen.',
    tallyClosed: 'Die Beiträge werden gezeigt, wenn die Herausforderung vorbei ist.',
  },
}
