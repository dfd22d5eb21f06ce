import type { Sentences } from '../messages.ts'

const giveUp = 'darum hat der Bot aufgegeben.'

export const sentences: Sentences = {
  refused: {
    notYours: 'Das kann nur die Person, die dieses Bild angefragt hat, oder wer hier Nachrichten verwalten darf.',
    gone: 'Dieses Bild ist nicht mehr aufbewahrt, darum lässt sich nichts daraus machen.',
    someGone: 'Einige dieser Bilder sind nicht mehr aufbewahrt.',
    stepsGone: 'Die Schritte dieses Bildes sind nicht mehr aufbewahrt.',
    unknownButton: 'Dieser Knopf funktioniert nicht mehr.',
    unknownCommand: 'Dieser Befehl gehört zu einer anderen Version des Bots. Versuch es in einer Minute noch einmal.',
    noSuchJob: 'Du hast kein Bild mit dieser ID. Wähle eines aus der Liste, die sich beim Tippen öffnet.',
    noMotion: 'Vom Entstehen dieses Bildes ist nichts aufbewahrt, darum lässt es sich nicht animieren.',
    notDone: 'Dieses Bild ist noch nicht fertig.',
    shuttingDown: 'Der Bot startet neu. Versuch es in einer Minute noch einmal.',
    tooLate: 'Dieses Bild ist schon fertig.',
    noPicture: 'Diese Nachricht hat kein Bild. Wähle eine, die eines hat.',
    alreadyLarge:
      'Dieses Bild ist schon {longestSide} px lang, und nur Bilder bis {maxSide} px lassen sich vergrößern. `/vergrößern` mit `verfahren: als Ganzes` malt es mit 256 px neu.',
    illusionLarge: 'Diese Illusion hat schon 1024 px. Weiter vergrößert würde sie ihre anderen Lesarten übermalen.',
    noRecipe: 'Dieses Bild verrät nicht, wie es entstand: Es ist hier nicht aufbewahrt und trägt kein Rezept.',
    tooSlow: 'Das Öffnen hat zu lange gedauert. Bitte versuch es noch einmal.',
    draftGone: 'Das war zu lange offen. Ruf den Befehl noch einmal auf.',
    incident: 'Etwas ist schiefgegangen. Bitte versuch es noch einmal. Im Log steht mehr unter `{id}`.',
  },
  optionRefused: {
    stepsTwice: 'Gib entweder `schritte` oder `zeitplan` an, nicht beides.',
    maskTwice: 'Gib entweder `maske` oder `teil` an, nicht beides.',
    maskTwiceInForm: 'Gib entweder einen Teil oder eine Maske an, nicht beides.',
    nothingToShow: 'Sag, was der Hybrid zeigt: `fern` und `nah`, oder eines davon und `bild` für das andere.',
    fourthPrompt: 'Nur ein scale-Hybrid nimmt `vierter`.',
    middlePrompt: 'Ein {kind}-Hybrid hat keinen Teil `mitte`; ein triple- oder scale-Hybrid hat einen.',
    weights: '`gewichte` gehören zu scale-Hybriden; lass sie hier weg.',
    weightsCount: 'Gib ein Gewicht je Prompt an: {prompts} Prompts, {weights} Gewichte.',
    valuesOfNothing: '`und_werte` braucht `und_einstellung`, das sagt, zu welcher Einstellung sie gehören.',
    strengthOfWords: 'Nur Bearbeitungen haben `stärke`. Häng ein Bild an oder lass sie weg.',
    noSecondStage:
      'Ein Bild mit 64 px nutzt die 256-px-Stufe nicht. Lass deren Einstellungen weg oder nimm `größe` 256.',
    nothingAdvanced:
      'Das Formular dreht sich um die 256-px-Stufe, die ein Bild mit 64 px nicht nutzt. Lass `erweitert` weg oder nimm `größe` 256.',
    tooManyPictures: 'Frag hier nach höchstens {most} Bildern auf einmal.',
    countAndBestOf: 'Gib entweder `anzahl` oder `beste_von` an, nicht beides.',
    attachmentTooLarge: '{name} ist größer als {megabytes} MB; häng ein kleineres Bild an.',
    attachmentElsewhere: '{name} kommt nicht von Discord; häng das Bild selbst an.',
    attachmentGone: '{name} ließ sich nicht von Discord laden; häng es noch einmal an.',
  },
  queueRefused: {
    diskFull:
      'Das Bild konnte nicht gespeichert werden, weil die Festplatte des Bots voll ist. Wer den Bot betreibt, muss Platz schaffen.',
    tooMany: 'Bei dir warten schon {waiting} Bilder ({list}). Lass eines fertig werden oder brich eines ab.',
    tooManyToList:
      'Bei dir warten schon {waiting} Bilder ({list} und {rest} weitere). Lass eines fertig werden oder brich eines ab.',
    closed: 'Der Bot startet neu. Versuch es in einer Minute noch einmal.',
    unreadable: 'Eine angehängte Datei ist kein lesbares Bild. Häng ein anderes an.',
    pictureGone: 'Das Bild {name} ist nicht mehr aufbewahrt. Häng es noch einmal an.',
    incident: 'Beim Malen ist etwas schiefgegangen. Wer den Bot betreibt, findet es im Log unter {id}.',
    interrupted: `Das Malen dieses Bildes wurde mehrmals unterbrochen, ${giveUp} Versuch es später noch einmal.`,
  },
  engineRefused: {
    died: `Dieses Bild hat die Engine zweimal zum Absturz gebracht, ${giveUp} Versuch eine kleinere Größe oder andere Einstellungen.`,
    willNotStart: 'Die Engine startet auf diesem Rechner nicht. Wer den Bot betreibt, findet den Grund im Log.',
  },
  imageWorkerRefused: {
    died: `Die Arbeit an diesem Bild ist zweimal gescheitert, ${giveUp} Versuch ein anderes oder ein kleineres Bild.`,
    willNotStart: 'Der Bot kann auf diesem Rechner keine Bilder bearbeiten. Wer ihn betreibt, findet den Grund im Log.',
  },
  promptWords: {
    unreadable: 'Das Modell kann {words} nicht lesen, darum zeigt das Bild es vielleicht nicht.',
    nothingReadable: 'Das Modell kann {words} nicht lesen. Sag es auf Englisch, zum Beispiel: {example}.',
    unknown: 'Dieses Modell hat {words} nie gelernt, darum zeigt das Bild vielleicht etwas anderes.',
    unknownButKnows:
      'Dieses Modell hat {words} nie gelernt, darum zeigt das Bild vielleicht etwas anderes. Es kennt zum Beispiel: {examples}.',
    andMore: '{list} und {rest} weitere Wörter',
  },
  requestRefused: {
    wrong: '{setting} {rule}; du hast {given} angegeben.',
    missing: '{setting} fehlt.',
    missingAndMust: '{setting} fehlt; {rule}.',
    unknownSetting: 'Hier gibt es keine Einstellung `{key}`.',
    unknownSettingOf: '{setting} hat keine Einstellung `{key}`.',
    impossible: '{setting} kann nicht {given} sein ({reason}).',
    unreadable: 'Die Anfrage lässt sich nicht lesen.',
    region: 'Ein Teil wird mit {regions} benannt oder mit Feldern von 1 bis {cells}; du hast „{given}“ angegeben.',
    sharedView: 'Zwei Prompts haben dieselbe Ansicht; gib jedem seine eigene.',
    strengthAndSweep: 'Gib entweder `stärke` oder `reihe` an, nicht beides.',
    qualityOfOthers: '`sprungweite` und `wiederholungen` gehören zu `qualität` good; lass sie sonst weg.',
    sweepAndBestOf: 'Gib entweder `reihe` oder `beste_von` an, nicht beides.',
    bestOfInCells: 'Ein Vergleich malt in jedem Feld ein Bild; lass `beste_von` weg.',
    sameAxes: 'Die beiden verglichenen Einstellungen müssen verschieden sein.',
    strengthOfWords:
      'Nur Bearbeitungen haben `stärke` zum Vergleichen; vergleiche eine Bearbeitung oder eine andere Einstellung.',
    countInCells: 'Ein Vergleich malt ein Bild je Feld; lass `anzahl` weg und variiere `seed` für mehr davon.',
    sweepInCells: 'Ein Vergleich malt ein Bild je Feld; lass `reihe` weg und variiere stattdessen `stärke`.',
    pinnedScale: 'Ein scale-Hybrid hat keinen Teil, den ein Bild liefern könnte.',
    strayScale: 'Ein scale-Hybrid hat keinen Teil `{component}`; nenne jeden Teil `scale`.',
    strayWeight: '`gewichte` gehören zu scale-Hybriden; lass sie hier weg.',
    strayComponent: 'Ein {kind}-Hybrid hat keinen Teil `{component}`; er hat {list}.',
    componentTwice: 'Jeder Teil eines Hybrids nimmt einen Prompt; gib je einen für {list} an.',
    pinnedPrompt: 'Der Teil `{component}` kommt aus dem Bild und nimmt darum keinen Prompt; lass einen Prompt weg.',
    componentOpen: 'Der Teil `{component}` hat keinen Prompt; ein {kind}-Hybrid braucht je einen für {list}.',
  },
  pictureRefused: {
    empty: '{name} ist eine leere Datei; nimm ein anderes Bild.',
    tooHeavy: '{name} hat {megabytes} MB; nimm ein Bild mit höchstens {limit} MB.',
    notOne: '{name} ist kein lesbares Bild; nimm PNG, JPEG, WebP, GIF, AVIF oder TIFF.',
    tooLarge: '{name} hat {width} × {height} Pixel; mach es kleiner, höchstens {limit} Millionen Pixel.',
    tooSmall: '{name} hat nur {width} × {height} Pixel; nimm ein Bild mit mindestens {least} × {least}.',
    tooNarrow:
      '{name} hat {width} × {height} Pixel; schneide es zu, bis keine Seite mehr als {ratio}-mal so lang ist wie die andere.',
    broken: '{name} ist beschädigt oder abgeschnitten; speichere es neu oder nimm ein anderes Bild.',
    pages: '{name} hat mehrere Seiten; die erste wird benutzt.',
    moves: '{name} bewegt sich; das erste Einzelbild wird benutzt.',
    maskMissing: 'Die Maske fehlt; häng sie noch einmal an.',
    notTransparent:
      'Das Bild hat keinen durchsichtigen Teil; radiere aus, was neu gemalt werden soll, oder gib eine Maske an.',
    maskEmpty: 'Die Maske deckt nichts ab; markiere, was neu gemalt werden soll.',
    maskAllBlack:
      'Die Maske deckt nichts ab (Weiß wird neu gemalt, Schwarz bleibt); markiere, was neu gemalt werden soll.',
    maskFull: 'Die Maske deckt das ganze Bild ab; lass etwas davon frei oder nimm `/generieren`.',
    maskAllWhite:
      'Die Maske deckt das ganze Bild ab (Weiß wird neu gemalt, Schwarz bleibt); lass etwas davon frei oder nimm `/generieren`.',
    maskScaled: 'Die Maske wurde von {from} auf {to} skaliert.',
    maskStretched: 'Die Maske hat eine andere Form als das Bild; sie wurde von {from} auf {to} gestreckt.',
  },
  drawingRefused: {
    patches:
      'Die Ansicht {view} kann {width} × {height} Pixel nicht in {pieces} ganze Stücke pro Seite teilen: nimm eine andere Zahl.',
    jigsaw: 'Ein Puzzle braucht eine Seite von 32 Pixeln oder mehr, die durch 8 teilbar ist, nicht {side}.',
    square: 'Die Ansicht {view} braucht ein quadratisches Bild, nicht {width} × {height}.',
    tiles:
      'Das Bild hat {width} × {height} Pixel: vergrößere in Kacheln höchstens {most} pro Seite oder nimm es als Ganzes.',
    notFinite:
      'Das Netz hat mit Zahlen geantwortet, die nicht endlich sind: prüfe die Gewichte oder male auf einem anderen Gerät.',
    tooLong: 'Das Bild ist {ratio}-mal so lang wie breit: schneide es auf höchstens das {most}-Fache zu.',
    tooDense:
      'Ein Abschnitt von {size} Stufen hat keinen Platz für {count} Schritte: nimm höchstens {size} je Abschnitt.',
    tooManySteps: 'Dieses Modell hat {levels} Rauschstufen: nimm weniger als {count} Schritte.',
    timesteps: 'Eine Liste von Zeitschritten muss von Schritt zu Schritt fallen, von höchstens {most} bis 0.',
    climbing: 'RePaint geht die Rauschstufen auf und ab; nimm {allowed} statt {sampler}.',
    alternating: 'Wechselnde Lesarten ändern die Schätzung von Schritt zu Schritt; nimm {allowed} statt {sampler}.',
    renoising: 'Ein festes Bild wird bei jedem Schritt neu verrauscht; nimm {allowed} statt {sampler}.',
    ancestral: 'Die Entrauschungsstudie folgt dem Ancestral-Sampler; nimm {allowed} statt {sampler}.',
    cannotEnlarge: 'Das Modell {model} hat keine 256-px-Stufe, darum kann es keine Bilder vergrößern.',
    onlySmall: 'Das Modell {model} hat keine 256-px-Stufe; nimm Größe 64.',
    noStageTwo: 'Das Modell {model} hat keine 256-px-Stufe; lass deren Einstellungen weg.',
    noTextEncoder: 'Das Modell {model} hat keinen Text-Encoder; leg einen in seinen Ordner.',
    noSuchModel: 'Es gibt kein Modell {model}; wähle eines von {names}.',
    noStyle:
      'Dieses Modell kann nicht in einem Stil malen, da es den Text nur an einer Stelle liest; nimm stattdessen `/bearbeiten` mit einem Prompt.',
    cannotChoose:
      'Das Modell {model} hat kein CLIP, das das beste Bild auswählen könnte; bitte um ein einziges Bild oder leg ein CLIP in seinen Ordner judge.',
    cannotBalance:
      'Die Mischung „ausgewogen“ braucht ein Modell mit einem Bewerter (ein CLIP in seinem Ordner `judge`); nimm bei diesem die Mischung „gemittelt“.',
    nothingToFit:
      'Das beste Bild ist das, das am besten zu seinem Prompt passt; gib einen Prompt an oder bitte um ein einziges Bild.',
    noMemory: 'Der Speicher reicht nicht, um das Modell zu laden; nimm ein kleineres.',
    promptTooLong:
      'Der Prompt ist länger, als das Modell liest, darum fiel sein Ende weg; schreib das Wichtige zuerst.',
    sketch:
      'Dein Bild sieht aus wie eine Skizze, darum wurde mehr davon neu gemalt (Stärke {strength}). Mit `stärke` stellst du ein, wie viel.',
  },
  withheld: {
    unsafe:
      'Die Sicherheitsprüfung des Modells hat dieses Bild zurückgehalten. Das trifft auch harmlose Bilder: Zeichne noch einmal, oder sag es mit anderen Worten. Es wird nicht gezählt.',
    watermarked:
      'Dieses Bild sah aus wie eines mit einem fremden Wasserzeichen, darum wird es nicht gezeigt. Zeichne noch einmal, oder sag es mit anderen Worten. Es wird nicht gezählt.',
    all: 'Die Sicherheitsprüfung des Modells hat alle diese Bilder zurückgehalten. Das trifft auch harmlose Bilder: Zeichne noch einmal, oder sag es mit anderen Worten. Sie werden nicht gezählt.',
    one: 'Bild {number} wurde von der Sicherheitsprüfung des Modells zurückgehalten und wird nicht gezählt.',
    elsewhere:
      'Dieses Bild wurde ohne die Sicherheitsprüfung gezeichnet, darum lässt es sich nur in Kanälen mit Altersbeschränkung zeigen.',
  },
  settingsRefused: {
    notManager:
      'Nur wer diesen Server verwalten darf, kann seine Einstellungen ändern. `/vorlieben` hat deine eigenen.',
    noGuild: 'Hier ist kein Server, also gibt es keine Einstellungen dafür. `/vorlieben` hat deine eigenen.',
    missingRole: 'Wähle die Rolle, deren Kontingente du einstellen willst.',
    aboveEnvironment: 'Bilder werden hier höchstens {days} Tage aufbewahrt. Gib eine Zahl von 1 bis {days} ein.',
    changedMeanwhile:
      'Jemand hat diese Einstellung geändert, seit du das Formular geöffnet hast. Vergleiche den Wert mit deinem und speichere noch einmal, wenn deiner gelten soll.',
    notAWord: 'Zeile {line} ist weder ein Wort noch ein Muster.',
    manyLines: 'Eine Liste darf höchstens {most} Zeilen haben.',
  },
  quotaRefused: {
    used: 'Du hast alle deine {limit} Bilder von heute verbraucht. Du kannst {when} wieder malen.',
    tooMany:
      'Von deinen {limit} Bildern von heute sind noch {left} übrig, und das hier verlangt {pictures}. Verlange weniger.',
    none: 'Auf diesem Server steht dir das Malen nicht offen. Frag die Moderation.',
    cooldown: 'Einen Moment bitte: Du kannst {when} wieder malen.',
    pixels: 'Das ist größer, als du hier malen darfst. Verlange `größe` 64.',
    steps: 'Das verlangt {steps} Schritte, und du darfst hier {limit} nutzen. Verlange weniger.',
  },
  policyRefused: {
    word: 'Hier steht ein Wort, das auf diesem Server nicht willkommen ist. Sag es anders, und ich male es gern.',
    person: 'Auf diesem Server steht dir das Malen nicht offen. Die Moderation kann dir sagen, warum.',
    channel: 'In diesem Kanal wird nicht gemalt. Malen kannst du in {channels}.',
    mode: '{mode} ist hier nicht offen. Nutzen kannst du {modes}.',
    onlyAdult: 'Gemalt wird auf diesem Server nur in Kanälen mit Altersbeschränkung.',
    notAdult: 'In Kanälen mit Altersbeschränkung wird auf diesem Server nicht gemalt.',
  },
  galleryRefused: {
    noServer: 'Hier ist kein Server, zu dem ich gehöre, also gibt es nur eine Galerie von dir: Wähle sie.',
    noWord: 'Darin ist kein Wort, nach dem sich suchen lässt. Gib ein Wort mit Buchstaben oder Ziffern an.',
    unseen: 'Dieses Bild steht dir hier nicht offen.',
    ownStar: 'Sterne sind für die Bilder der anderen; deine eigenen können keinen von dir bekommen.',
  },
  phrases: {
    whole: 'muss eine ganze Zahl von {min} bis {max} sein',
    wholeOrName: 'muss eine ganze Zahl von {min} bis {max} sein oder eines von {names}',
    real: 'muss eine Zahl von {min} bis {max} sein',
    text: 'muss ein Text mit höchstens {most} Zeichen sein',
    notEmpty: 'darf nicht leer sein',
    oneOf: 'muss eines von {names} sein',
    trueOrFalse: 'muss true oder false sein',
    size: 'muss 64, 256 oder 1024 sein',
    picture: 'muss ein Bild sein',
    mask: 'muss eine Maske sein: ein Bild, Durchsichtigkeit, Teile oder Felder',
    pieces: 'muss 2, 4, 8, 16, 32 oder 64 sein (Stücke pro Seite)',
    falling: 'muss von Schritt zu Schritt fallen und mit 0 enden',
    someSection: 'muss in einem Abschnitt einen Schritt haben',
    someLevel: 'muss mindestens einen Rauschpegel nennen',
    mostLevels: 'darf höchstens {most} Rauschpegel nennen',
    someRegion: 'muss mindestens einen Teil nennen',
    mostRegions: 'darf höchstens {most} Teile nennen',
    someCell: 'muss mindestens ein Feld nennen',
    mostCells: 'darf höchstens {most} Felder nennen',
    readings: 'muss aus zwei bis vier Prompts bestehen, jeder mit seiner Ansicht',
    twoReadings:
      'muss aus zwei bis vier Prompts bestehen, jeder mit seiner Ansicht: ein Anagramm hat mehr als eine Bedeutung',
    somePrompt: 'muss mindestens einen Prompt haben',
    mostPrompts: 'darf höchstens vier haben',
    twoStrengths: 'muss mindestens 2 Stärken haben',
    mostStrengths: 'darf höchstens 8 Stärken haben',
    twoValues: 'muss mindestens 2 Werte haben',
    mostValues: 'darf höchstens 8 Werte haben',
    axes: 'muss eines von steps, guidance, seed, sampler, prompt, strength variieren',
    twoAxes: 'muss eine oder zwei Einstellungen nennen',
    request: 'Die Anfrage',
    prompt: 'Prompt {number}',
    viewOf: 'Die Ansicht von Prompt {number}',
    settingOfView: '`{setting}` der Ansicht von Prompt {number}',
    valueOfAxis: 'Wert {value} von Einstellung {number}',
    axis: 'Einstellung {number}',
    valueOf: 'Wert {number} von `{setting}`',
    characters: '{count} Zeichen',
    several: '{count} davon',
    somethingElse: 'etwas anderes',
  },
}
