import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string => (position === 1 ? 'als Nächstes dran' : `auf Platz ${position}`)
const tooLong = 'Das dauert länger, als Discord einen Bot diese Antwort bearbeiten lässt.'

export const texts: Texts = {
  buttons: {
    again: 'Nochmal',
    remix: 'Remix',
    upscale: 'Vergrößern',
    upscalePicture: (picture) => `Bild ${picture} vergrößern`,
    steps: 'Schritte',
    vary: 'Variieren',
    varyMuch: 'Stark variieren',
    turn: 'Drehen',
    stepBack: 'Zurücktreten',
    animate: 'Animieren',
    enter: 'Teilnehmen',
    guess: 'Bild erraten',
    details: 'Details',
    delete: 'Löschen',
    cancel: 'Abbrechen',
    collect: 'Abholen',
  },
  pickMenu: {
    which: 'Wähle ein Bild zum Drehen, Variieren oder Vergrößern',
    all: 'Alle Bilder',
    picture: (number) => `Bild ${number}`,
  },
  messageCommands: {
    editThis: 'Bearbeiten',
    inpaintThis: 'Teil neu malen',
    anagramThis: 'Anagramm daraus machen',
    hybridThis: 'Hybrid daraus machen',
    upscaleThis: 'Vergrößern',
    showRecipe: 'Rezept zeigen',
  },
  forms: {
    advanced: 'Weitere Einstellungen',
    remix: 'Remix',
    delete: 'Dieses Bild löschen?',
    deleteOwn: 'Nachricht, Bild und Rezept werden endgültig gelöscht.',
    deleteOthers: 'Die Nachricht wird für alle gelöscht. Das Bild bleibt bei der Person, die es angefragt hat.',
    stageTwoSteps: {
      label: 'Schritte der 256-px-Stufe',
      hint: 'Eine Zahl, der Name eines Zeitplans oder die Zeitschritte.',
    },
    stageTwoSampler: { label: 'Sampler der 256-px-Stufe' },
    stageTwoGuidance: { label: 'Guidance der 256-px-Stufe' },
    noiseLevel: { label: 'Rauschpegel der 256-px-Stufe' },
    stageTwoStrength: {
      label: 'Stärke der 256-px-Stufe',
      hint: 'Wie viel sie an deinem Bild ändern darf: 0.1 kaum etwas, 1 alles.',
    },
    count: { label: 'Wie viele Bilder' },
    model: { label: 'Modell' },
    cleanCaption: { label: 'Prompt bereinigen', hint: 'Wie der Code von IF selbst: Links, Markup, seltsame Zeichen.' },
    prompt: { label: 'Prompt' },
    negative: { label: 'Vermeiden' },
    seed: { label: 'Seed', hint: 'Behalte ihn, um vom selben Rauschen auszugehen. Leere ihn für einen neuen.' },
    steps: { label: 'Schritte', hint: 'Eine Zahl, der Name eines Zeitplans oder die Zeitschritte.' },
    guidance: { label: 'Guidance' },
    style: { label: 'Stil' },
    strength: { label: 'Stärke' },
    strengthHint: 'Wie viel sich am Bild ändern darf: 0.1 kaum etwas, 1 alles.',
    levels: { label: 'Rauschpegel', hint: 'Von 1 bis 999, durch Leerzeichen getrennt.' },
    stride: { label: 'Schrittweite', hint: 'Wie viele Zeitschritte ein Entrauschungsschritt umfasst.' },
    blur: { label: 'Unschärfe', hint: 'Wie breit die Unschärfe zum Vergleich ist, in Pixeln.' },
    axis: (setting) => `Werte von ${setting}`,
    axisHint: 'Durch Kommas getrennt. Prompts werden durch | getrennt.',
    region: { label: 'Teil', hint: 'Lass dies und die Maske leer, um nummerierte Felder zu wählen.' },
    mask: { label: 'Maske', hint: 'Weiß wird neu gemalt, Schwarz bleibt.' },
    which: { label: 'Welches Bild', hint: 'Die Nachricht hat mehrere Bilder.' },
    role: { label: 'Wie das Bild gesehen wird' },
    roles: {
      'close by': 'aus der Nähe',
      'from afar': 'aus der Ferne',
      'in grey': 'in Grau',
      'in colour': 'in Farbe',
      'standing still': 'in Ruhe',
    },
    regions: {
      left: 'links',
      right: 'rechts',
      top: 'oben',
      bottom: 'unten',
      centre: 'Mitte',
      border: 'Rand',
      circle: 'Kreis',
    },
    firstReading: { label: 'Was es so zeigt, wie es ist' },
    otherReading: { label: 'Was es sonst noch zeigt' },
    view: { label: 'Wie das andere gesehen wird' },
    reading: (view) => `Sicht: ${view}`,
    prompts: (number) => `Prompt ${number}`,
    range: (min, max) => `Von ${min} bis ${max}.`,
    noiseLevelHint: (min, max) => `Von ${min} bis ${max}. Höher erfindet mehr dazu.`,
    yes: 'ja',
    no: 'nein',
  },
  masks: {
    choose: '🩹 Welcher Teil soll neu gemalt werden? Wähle unten seine Nummern.',
    pick: 'Wähle eine oder mehrere Nummern',
    cell: (number) => `Feld ${number}`,
    gridAlt: 'Das Bild unter einem Raster aus 25 nummerierten Feldern.',
    chosen: (prompt) => `🩹 **${prompt}**\nDer farbige Teil wird neu gemalt.`,
    maskAlt: 'Das Bild, der neu zu malende Teil farbig.',
    noPrompt: '(kein Prompt)',
    draw: 'Malen',
    change: 'Ändern',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ Du bist ${place(position)}${ready === undefined ? '.' : `; fertig ${relative(ready)}.`}`,
    noWorker: (position) =>
      `⏳ Du bist ${place(position)}. Gerade ist kein Rechner erreichbar, der malt. Dein Bild beginnt, sobald einer da ist.`,
    accepted: '⏳ Kommt in die Warteschlange …',
  },
  running: {
    starting: '🎨 Lade das Modell …',
    reading: '🎨 Lese den Prompt …',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `Bild ${picture} von ${pictures}, ` : ''
      const time = ready === undefined ? '' : ` · fertig ${relative(ready)}`
      return `🎨 ${which}Stufe ${stage}, Schritt ${step} von ${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `Unfertig: ${prompt}`,
    fitting: '🎨 Das Bild ist groß. Ich passe es in eine Nachricht ein …',
    again: '↻ Das Malen wurde unterbrochen und beginnt von vorn …',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'de'),
    asWebp: 'Das PNG ist hier zu groß, darum siehst du ein WebP. `/zeigen` bringt das PNG, wo es passt.',
    asSmaller: (width) =>
      `Das Bild ist hier zu groß und wird darum mit ${width} px gezeigt. \`/zeigen\` bringt es ganz, wo es passt.`,
    tooLarge: 'Dieses Bild ist hier in jeder Form zu groß. Es ist aufbewahrt, und `/zeigen` bringt es, wo es passt.',
    kept: (id) =>
      `Discord nimmt dieses Bild hier nicht an. Es ist aufbewahrt, und \`/zeigen id: ${id}\` bringt es zurück.`,
    seen: (how, prompt) => `👁️ ${how}: **${prompt}**`,
    otherReading: (how, prompt) => `${how}: **${prompt}**`,
    movingAlt: (prompt) => `In Bewegung: ${prompt}`,
    pictureAlt: (number) => `Bild ${number}:`,
    ownPicture: (number, seed) => `Bild ${number}: Seed ${seed}`,
    chosenFrom: (drawn) => `das beste von ${drawn} gemalten`,
    stripAlt: 'Wie das Bild aus dem Rauschen entstand, von links nach rechts.',
    stepRows: 'Oben: x_t, was das Netz sieht. Unten: x̂₀, was es daraus macht.',
    for: (person) => `Für <@${person}>`,
    madeFrom: (link) => `Entstanden aus ${link}`,
    madeFromAnother: 'Entstanden aus einem früheren Bild.',
    noPrompt: '(kein Prompt)',
    done: 'fertig',
  },
  handover: {
    post: `${tooLong} Das Bild kommt als neue Nachricht darunter.`,
    posted: (link) => `Diese Antwort ließ sich nicht mehr bearbeiten. Weiter geht es in einer neuen Nachricht: ${link}`,
    offer: (ready) =>
      `${tooLong} Drücke ${ready === undefined ? 'später' : relative(ready)} **Abholen**, um das Bild zu bekommen.`,
  },
  ended: {
    cancelled: '✋ Abgebrochen.',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed:
      'Dieses Bild ist beim Malen zweimal abgestürzt, darum hat der Bot aufgegeben. Versuch andere Einstellungen oder einen anderen Prompt.',
    stopped: '🌙 Der Bot startet neu. Dein Bild behält seinen Platz und kommt, sobald der Bot wieder da ist.',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '(kein Prompt)',
    negative: (negative) => `Vermeidet: ${negative}`,
    ownSeed: (seed) => `dieses Bild: Seed ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `Passt zum Prompt: ${alignment} (CLIP)`
        : `Schlechteste Lesart passt zum Prompt: ${alignment} · Lesarten unterscheidbar: ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `Modell ${name} (${fingerprint.slice(0, 12)}) auf ${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/zeigen id: ${id}\` bringt es überall zurück. Das PNG trägt sein Rezept in sich.`,
  },
  queueFacts: {
    empty: 'Die Warteschlange ist leer.',
    busy: ({ running, waiting }) => `In Arbeit: **${running}** · Wartend: **${waiting}**`,
    notYours: 'Keines davon ist deins.',
    drawing: (what, fraction) => `${what}: wird gemalt, ${Math.round(fraction * 100)} %`,
    waits: (what, position) => `${what}: ${place(position)}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: 'noch nicht geladen',
    noDeviceYet: 'einem Gerät, das noch geprüft wird',
    unknownLicence: 'im Ordner des Modells nicht genannt',
    licence: (licence) =>
      `Lizenz des Modells: ${licence}. Die Bilder sind künstlich erzeugt und können falsch oder seltsam sein.`,
    what: 'Malt Bilder mit zwei Bedeutungen, Pixel für Pixel, mit der DeepFloyd-IF-Kaskade. Selbst gehostet: Deine Bilder entstehen und bleiben auf dem Rechner, auf dem dieser Bot läuft.',
    facts: ({ model, device, version }) => `Modell **${model}** auf ${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: 'Ich höre auf Befehle: Tippe `/` und wähle einen von mir. Probier zum Beispiel:',
    examples: [
      `\`/generieren prompt: ${examplePrompts.generate}\``,
      `\`/anagramm prompt: ${examplePrompts.anagram[0]} zweiter: ${examplePrompts.anagram[1]}\``,
      `\`/hybrid fern: ${examplePrompts.hybrid[0]} nah: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: '`/hilfe` zeigt, was es sonst noch gibt.',
  },
  help: {
    title: '## So fragst du nach Bildern',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**Das gelingt gut (auf Englisch):** ${drawn}.\n**Gute Anagramme:** ${anagrams}.\n**Gute Hybride:** ${hybrids}.`
    },
    tip: 'Gleicher Seed und gleiche Einstellungen malen das gleiche Bild. Alles geht auch in Direktnachrichten.',
    buttons: [
      '🔄 **Drehen** und **Zurücktreten** zeigen die andere Lesart · 🎬 **Animieren** setzt sie in Bewegung',
      '🎲 **Nochmal** wiederholt die Anfrage mit neuem Seed · 🖋️ **Remix** öffnet das Rezept · 🌱 **Variieren** malt das Bild aus sich selbst neu · ⬆️ **Vergrößern** macht es größer',
      '**Details** zeigt jede Einstellung und mehr: 🎞️ **Schritte** zeigt, wie das Bild entstand, 🌳 **Stark variieren** …',
      'Bei mehreren Bildern wählst du eines aus dem Menü. Das Menü jeder Nachricht mit Bild kann noch mehr: **Apps**, dann **Bearbeiten**, **Teil neu malen** …',
    ].join('\n'),
  },
}
