import { relative } from '../job-messages.ts'
import type { ServerTexts } from '../messages.ts'
import { namesOfLanguages } from '../names-of-languages.ts'

const yesNo = { true: 'Ja', false: 'Nein' } as const

/** `1 Bild`, `2 Bilder`. */
const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`

export const server: ServerTexts = {
  settingWords: {
    model: { label: 'Modell', hint: 'Das Modell, das malt, wenn eine Anfrage keines nennt.' },
    size: {
      label: 'Größe',
      hint: 'Die kürzere Seite eines Bildes, wenn eine Anfrage keine nennt.',
      values: { 64: '64 px', 256: '256 px', 1024: '1024 px' },
    },
    style: { label: 'Stil', hint: 'Worte, die vor jedem Prompt stehen, zum Beispiel: an oil painting of.' },
    guidance: { label: 'Guidance', hint: 'Wie genau Bilder ihrem Prompt folgen, von 0 bis 30.' },
    modes: { label: 'Modi', hint: 'Was man hier anfragen kann.' },
    channels: { label: 'Kanäle', hint: 'Wo gemalt werden darf. Leer: überall. Threads gehören zu ihrem Kanal.' },
    private: {
      label: 'Privat',
      hint: 'Nur wer anfragt, sieht das Bild, außer auf ausdrücklichen Wunsch.',
      values: yesNo,
    },
    spoiler: {
      label: 'Spoiler',
      hint: 'Bilder liegen hinter einem Spoiler, außer jemand verlangt das Gegenteil.',
      values: yesNo,
    },
    enforced: {
      label: 'Nicht abschaltbar',
      hint: 'Was hier gilt, auch wenn jemand etwas anderes verlangt oder vorzieht.',
      values: { private: 'Privat', spoiler: 'Spoiler' },
    },
    steps: { label: 'Schritte', hint: 'Ob ein Ergebnis den Streifen seiner Schritte zeigt.', values: yesNo },
    limits: { label: 'Kontingente', hint: 'Bilder am Tag, Pause, Pixel und Schritte: für alle und nach Rolle.' },
    retentionDays: {
      label: 'Bilder aufbewahren',
      hint: 'Tage, nach denen Bilder gelöscht werden. 0: so lange, wie der Betreiber des Bots erlaubt.',
    },
    moderatorRoles: {
      label: 'Moderation',
      hint: 'Rollen, die Bilder anderer löschen dürfen, neben allen, die Nachrichten verwalten.',
    },
    logChannel: {
      label: 'Protokollkanal',
      hint: 'Wo der Bot der Moderation sagt, wer was angefragt hat und was abgelehnt oder gelöscht wurde.',
    },
    blockedPeople: { label: 'Gesperrte Personen', hint: 'Wer hier nicht malen darf.' },
    blockedRoles: { label: 'Gesperrte Rollen', hint: 'Rollen, deren Mitglieder hier nicht malen dürfen.' },
    starChannel: { label: 'Sternekanal', hint: 'Der Kanal, der Bilder mit genügend Sternen sammelt.' },
    starsNeeded: { label: 'Nötige Sterne', hint: 'Wie viele Sterne ein Bild in den Sternekanal bringen.' },
    challengeRoles: {
      label: 'Rollen für Herausforderungen',
      hint: 'Rollen, die Herausforderungen starten dürfen, neben allen, die den Server verwalten.',
    },
    guessRoles: {
      label: 'Rollen für Ratespiele',
      hint: 'Rollen, die neben der Moderation Ratespiele starten dürfen. Leer: alle dürfen.',
    },
    guessChannels: {
      label: 'Kanäle für Ratespiele',
      hint: 'Wo Ratespiele starten können. Leer: überall. Threads gehören zu ihrem Kanal.',
    },
    winnerRole: { label: 'Siegerrolle', hint: 'Die Rolle, die man für den Sieg in einer Herausforderung bekommt.' },
    votingAgeDays: {
      label: 'Alter der Abstimmenden',
      hint: 'Wie viele Tage alt ein Discord-Konto sein muss, um in Herausforderungen abzustimmen.',
    },
    language: {
      label: 'Sprache',
      hint: 'Was der Bot für alle schreibt. Antworten an eine Person folgen der Sprache ihrer App.',
      unset: 'die des Servers',
      values: namesOfLanguages,
    },
    blockedWords: {
      label: 'Gesperrte Wörter',
      hint: 'Je Zeile ein Wort, ein Ausdruck, ein Teil* davon (* ist beliebig) oder /ein regulärer Ausdruck/.',
    },
    allowedWords: {
      label: 'Erlaubte Wörter',
      hint: 'Je Zeile ein Wort, das in Ordnung ist, obwohl ein gesperrtes Wort oder Muster darin steckt.',
    },
    ageRestricted: {
      label: 'Kanäle mit Altersbeschränkung',
      hint: 'Was in Kanälen gilt, die Discord als altersbeschränkt kennzeichnet.',
      values: {
        same: 'Dasselbe wie anderswo',
        relaxed: 'Die gesperrten Wörter zählen nicht',
        only: 'Nur dort wird gemalt',
        never: 'Dort wird nicht gemalt',
      },
    },
    safety: {
      label: 'Sicherheitsprüfung',
      hint: 'Hält zurück, was die Prüfung des Modells bedenklich findet. „Nein“ gilt nur mit Altersbeschränkung.',
      values: yesNo,
    },
  },
  settingPageWords: {
    drawing: 'Malen',
    answers: 'Antworten',
    limits: 'Kontingente und Speicher',
    words: 'Wörter und Alter',
    moderation: 'Moderation',
    community: 'Herausforderungen, Ratespiele und Galerie',
  },
  settingOrigins: {
    person: 'von dir',
    channel: 'vom Kanal',
    guild: 'vom Server',
    environment: 'vom Betreiber des Bots',
    default: 'Standard',
  },
  settingsPanel: {
    guild: '## ⚙️ Einstellungen dieses Servers',
    channel: (channel) => `## ⚙️ Einstellungen von ${channel}`,
    person: '## ⚙️ Deine Vorlieben',
    guildHint:
      'Sie gelten überall auf diesem Server. Ein Kanal und eine Person können eigene haben. Ein geleertes Formular entfernt einen Wert.',
    channelHint: 'Sie gelten in diesem Kanal und seinen Threads, statt derer des Servers.',
    personHint: 'Sie gelten überall, wo du malst, statt derer des Servers. Was ein Befehl sagt, geht vor.',
    line: ({ label, value, origin, hint }) => `**${label}:** ${value} · *${origin}*\n-# ${hint}`,
    saved: (label) => `✅ **${label}** ist gespeichert.`,
    reset: (label) => `✅ **${label}** ist wie vorher: Hier ist nichts mehr eingestellt.`,
    refused: (sentence) => `⚠️ ${sentence} Nichts wurde geändert.`,
    change: 'Eine Einstellung ändern',
    pages: 'Zu einer anderen Seite',
    channels: 'Einstellungen eines Kanals',
    correct: 'Verbessern',
    open: 'entscheidet das Modell',
    everywhere: 'überall',
    none: 'keine',
    all: 'alle',
    lines: (lines) => count(lines, 'Zeile', 'Zeilen'),
    forever: 'so lange, wie der Betreiber des Bots erlaubt',
    days: (days) => count(days, 'Tag', 'Tage'),
    everyone: 'alle',
    limitsOfEveryone: 'Kontingente für alle',
    limitsOfRole: 'Kontingente einer Rolle',
    role: 'Rolle',
    roleHint: 'Sie gelten für ihre Mitglieder statt derer für alle. Lass den Rest leer, um sie zu entfernen.',
    limits: ({ who, list }) => `${who}: ${list}`,
    picturesPerDay: 'Bilder am Tag',
    cooldownSeconds: 'Pause in Sekunden',
    pixels: 'Pixel eines Bildes',
    pixelsHint: '4096 ist 64 × 64, 65536 ist 256 × 256.',
    steps: 'Schritte',
    noLimit: 'keine Grenzen',
  },
  quotaFacts: {
    title: '## Dein Kontingent',
    nowhere: 'In Direktnachrichten gibt es keine Kontingente.',
    pictures: ({ used, limit, resets }) =>
      `Bilder heute: **${used}** von **${limit}**. Die Zählung beginnt ${resets} neu.`,
    unlimited: (used) => `Bilder heute: **${used}**, ohne Grenze.`,
    drawing: (pictures) =>
      `${pictures} davon ${pictures === 1 ? 'wartet oder wird' : 'warten oder werden'} gerade gemalt. Was scheitert oder abgebrochen wird, zählt nicht.`,
    cooldown: (seconds) => `Pause zwischen zwei Anfragen: **${seconds} s**.`,
    ready: (when) => `Du kannst ${when} wieder malen.`,
    pixels: (pixels) => `Größtes Bild: **${pixels}** Pixel.`,
    steps: (steps) => `Höchstens **${steps}** Schritte.`,
  },
  moderationLog: {
    asked: ({ person, channel, text, end }) => `🎨 ${person} hat in ${channel} angefragt: ||${text}|| · ${end}`,
    done: (link) => `[gemalt](${link})`,
    donePrivately: 'gemalt, nur für diese Person',
    failed: 'gescheitert',
    cancelled: 'abgebrochen',
    gone: 'gelöscht',
    refused: ({ person, channel, text, why }) => `🚫 ${person} wurde in ${channel} abgelehnt (${why}): ||${text}||`,
    deleted: ({ person, owner, channel, text }) =>
      `🗑️ ${person} hat ein Bild von ${owner} in ${channel} gelöscht: ||${text}||`,
    nowhere: 'einem Kanal',
  },
  privacy: {
    title: '## Was über dich gespeichert ist',
    jobs: (jobs) => `**${jobs}** ${jobs === 1 ? 'Anfrage' : 'Anfragen'} mit Prompts, Einstellungen und Bildern`,
    drafts: (drafts) => `**${drafts}** ${drafts === 1 ? 'Formular' : 'Formulare'}, nicht abgeschickt, für einen Tag`,
    usage: (numbers) =>
      `**${numbers}** ${numbers === 1 ? 'Zahl' : 'Zahlen'} dazu, wie viel du zuletzt gemalt hast, für Warteschlange und Kontingente`,
    settings: (settings) => `**${settings}** deiner Vorlieben`,
    log: (lines) => `**${lines}** ${lines === 1 ? 'Zeile' : 'Zeilen'} für das Protokoll der Moderation eines Servers`,
    challenges: (challenges) =>
      `**${challenges}** ${challenges === 1 ? 'Herausforderung' : 'Herausforderungen'}, von dir gestartet; ohne deinen Namen geht es dort weiter`,
    entries: (entries) =>
      `**${entries}** ${entries === 1 ? 'Beitrag' : 'Beiträge'} zu Herausforderungen und ihre Platzierungen`,
    votes: (votes) => `**${votes}** ${votes === 1 ? 'Stimme' : 'Stimmen'}`,
    guesses: (guesses) => `**${guesses}** ${guesses === 1 ? 'Tipp' : 'Tipps'} und Punkte aus Ratespielen`,
    rounds: (rounds) => `**${rounds}** Mal nennt dich ein Ratespiel; es bleibt ohne deinen Namen`,
    stars: (stars) => `**${stars}** ${stars === 1 ? 'Stern' : 'Sterne'} von dir`,
    nothing: 'Nichts.',
    where: 'Alles davon liegt auf dem Rechner, auf dem dieser Bot läuft. Niemand sonst bekommt etwas.',
    others:
      'Nachrichten auf Discord bewahrt Discord auf, und über eigene Listen und Protokolle entscheidet die Moderation eines Servers. Kodierte Prompts liegen ohne Namen im Zwischenspeicher.',
    delete: 'Alles von mir löschen',
    confirmTitle: 'Alles löschen?',
    confirm:
      'Deine Bilder, Prompts, Stimmen, Beiträge und Vorlieben werden jetzt endgültig gelöscht, und was wartet oder gemalt wird, wird abgebrochen. Auch die Nachrichten des Bots, die sie zeigen, werden gelöscht. Bilder, die andere aus deinen gemacht haben, bleiben.',
    done: (pictures) => `✅ Alles von dir ist gelöscht, mit ${count(pictures, 'Bilddatei', 'Bilddateien')}.`,
  },
  gallery: {
    everybody: 'Von allen',
    mine: 'Meine',
    best: 'Die besten',
    title: (kind) => `## 🖼️ Galerie · ${kind}`,
    page: (page) => `Seite ${page}`,
    word: (word) => `mit „${word}“`,
    nothing: 'Hier gibt es noch nichts zu sehen.',
    nothingFits: 'Kein Bild passt. Versuch ein anderes Wort oder einen anderen Modus.',
    nothingStarred: 'Noch hat kein Bild einen Stern. Drück auf ⭐ unter einem, das dir gefällt.',
    line: ({ number, prompt, person, stars, drawn }) =>
      `**${number}.** ${prompt} · ${person}${stars === 0 ? '' : ` · ⭐ ${stars}`} · ${relative(drawn)}`,
    jump: (link) => `[Hingehen](${link})`,
    private: 'nur du siehst es',
    back: 'Zurück',
    next: 'Weiter',
    anyMode: 'Alle Modi',
    modes: 'Modus wählen',
    open: 'Ein Bild öffnen',
    option: (number) => `Bild ${number}`,
  },
  stars: {
    star: 'Stern',
    count: (stars) => `${stars}`,
    post: ({ person, channel }) => `von ${person} in ${channel}`,
  },
  exportText: {
    part: (part) => `## 📦 Deine Bilder, Teil ${part}`,
    pictures: (pictures) =>
      `**${pictures}** ${pictures === 1 ? 'Bild' : 'Bilder'}, die ältesten zuerst, jedes mit seinem Rezept als JSON.`,
    more: 'Es gibt noch mehr. Drück auf **Nächster Teil**.',
    last: 'Das ist alles.',
    next: 'Nächster Teil',
    gone: (pictures) =>
      `${pictures} ${pictures === 1 ? 'Bild ist' : 'Bilder sind'} nicht mehr aufbewahrt; die Rezepte sind dabei.`,
    smaller: (pictures) =>
      `${pictures} ${pictures === 1 ? 'Bild war' : 'Bilder waren'} zu groß für diesen Ort und liegen in anderem Format bei.`,
    nothing: 'Du hast keine fertigen Bilder.',
  },
}
