import type { Sentences } from '../messages.ts'

const gaveUp = 'le bot a donc abandonné.'

export const sentences: Sentences = {
  refused: {
    notYours:
      'Seule la personne qui a demandé cette image, ou quelqu’un qui peut gérer les messages ici, peut faire cela.',
    gone: 'Cette image n’est plus conservée, on ne peut donc rien en faire.',
    someGone: 'Certaines de ces images ne sont plus conservées.',
    stepsGone: 'Les étapes de cette image ne sont plus conservées.',
    unknownButton: 'Ce bouton ne fonctionne plus.',
    unknownCommand: 'Cette commande appartient à une autre version du bot. Réessaie dans une minute.',
    noSuchJob: 'Tu n’as pas d’image avec cet id. Choisis-en une dans la liste qui s’ouvre pendant que tu tapes.',
    noMotion: 'Rien n’est conservé de la façon dont cette image a été faite, on ne peut donc pas l’animer.',
    notDone: 'Cette image n’est pas encore terminée.',
    shuttingDown: 'Le bot redémarre. Réessaie dans une minute.',
    tooLate: 'Cette image est déjà terminée.',
    noPicture: 'Ce message n’a pas d’image. Choisis-en un qui en a.',
    alreadyLarge:
      'Cette image fait déjà {longestSide} px de long, et seules les images jusqu’à {maxSide} px peuvent être agrandies. `/agrandir` avec `méthode: en entier` la redessine en 256 px.',
    illusionLarge: 'Cette illusion fait déjà 1024 px. L’agrandir encore effacerait ses autres lectures.',
    noRecipe: 'Cette image ne dit pas comment elle a été faite : elle n’est pas conservée ici et n’a pas de recette.',
    tooSlow: 'L’ouverture a pris trop de temps. Réessaie, s’il te plaît.',
    draftGone: 'Cela est resté ouvert trop longtemps. Relance la commande.',
    incident: 'Quelque chose s’est mal passé. Réessaie, s’il te plaît. Le journal a les détails sous `{id}`.',
  },
  optionRefused: {
    stepsTwice: 'Donne soit `étapes`, soit `calendrier`, pas les deux.',
    maskTwice: 'Donne soit `masque`, soit `partie`, pas les deux.',
    maskTwiceInForm: 'Donne soit une partie, soit un masque, pas les deux.',
    nothingToShow: 'Dis ce que montre l’hybride : `loin` et `près`, ou l’un des deux et `image` pour l’autre.',
    fourthPrompt: 'Seul un hybride scale accepte `quatrième`.',
    middlePrompt: 'Un hybride {kind} n’a pas de partie `milieu` ; un hybride triple ou scale en a une.',
    weights: '`poids` est réservé aux hybrides scale ; ne le donne pas ici.',
    weightsCount: 'Donne un poids par prompt : {prompts} prompts, {weights} poids.',
    valuesOfNothing: '`et_valeurs` a besoin de `et_réglage`, qui nomme le réglage auquel elles appartiennent.',
    strengthOfWords: 'Seules les modifications ont `force`. Joins une image, ou ne le donne pas.',
    noSecondStage: 'Une image de 64 px n’a pas d’étage 256 px. Retire ses réglages, ou demande `taille` 256.',
    nothingAdvanced:
      'Ce formulaire concerne l’étage 256 px, qu’une image de 64 px n’utilise pas. Laisse `avancé` de côté, ou demande `taille` 256.',
    tooManyPictures: 'Demande au plus {most} images à la fois ici.',
    countAndBestOf: 'Donne soit `nombre`, soit `meilleure_de`, pas les deux.',
    attachmentTooLarge: '{name} dépasse {megabytes} Mo ; joins une image plus petite.',
    attachmentElsewhere: '{name} ne vient pas de Discord ; joins l’image elle-même.',
    attachmentGone: '{name} n’a pas pu être récupérée auprès de Discord ; joins-la de nouveau.',
  },
  queueRefused: {
    diskFull:
      'L’image n’a pas pu être enregistrée, car le disque du bot est plein. La personne qui gère le bot doit faire de la place.',
    tooMany: 'Tu as déjà {waiting} images en attente ({list}). Laisses-en une se terminer, ou annules-en une.',
    tooManyToList:
      'Tu as déjà {waiting} images en attente ({list} et {rest} autres). Laisses-en une se terminer, ou annules-en une.',
    closed: 'Le bot redémarre. Réessaie dans une minute.',
    unreadable: 'Un fichier joint n’est pas une image lisible. Joins-en un autre.',
    pictureGone: 'L’image {name} n’est plus conservée. Joins-la de nouveau.',
    incident: 'Une erreur est survenue en peignant. Elle est dans le journal du bot sous {id}.',
    interrupted: `La peinture de cette image a été interrompue plusieurs fois, ${gaveUp} Réessaie plus tard.`,
  },
  engineRefused: {
    died: `Cette image a fait planter le moteur deux fois, ${gaveUp} Essaie une taille plus petite ou d’autres réglages.`,
    willNotStart:
      'Le moteur ne démarre pas sur cette machine. La personne qui gère le bot en trouvera la raison dans son journal.',
  },
  imageWorkerRefused: {
    died: `Le traitement de cette image a échoué deux fois, ${gaveUp} Essaie une autre image, ou une plus petite.`,
    willNotStart:
      'Le bot ne peut pas traiter d’images sur cette machine. La personne qui le gère en trouvera la raison dans son journal.',
  },
  promptWords: {
    unreadable: 'Le modèle ne sait pas lire {words}, l’image ne le montrera donc peut-être pas.',
    nothingReadable: 'Le modèle ne sait pas lire {words}. Dis-le en anglais, par exemple : {example}.',
    unknown: 'Ce modèle n’a jamais appris {words}, l’image montrera donc peut-être autre chose.',
    unknownButKnows:
      'Ce modèle n’a jamais appris {words}, l’image montrera donc peut-être autre chose. Il connaît par exemple : {examples}.',
    andMore: '{list} et {rest} autres mots',
  },
  requestRefused: {
    wrong: '{setting} {rule} ; tu as donné {given}.',
    missing: '{setting} manque.',
    missingAndMust: '{setting} manque : {rule}.',
    unknownSetting: 'Il n’y a pas de réglage `{key}` ici.',
    unknownSettingOf: '{setting} n’a pas de réglage `{key}`.',
    impossible: '{setting} ne peut pas être {given} ({reason}).',
    unreadable: 'La demande ne peut pas être lue.',
    region: 'Une partie se nomme par {regions}, ou par des cases de 1 à {cells} ; tu as donné « {given} ».',
    sharedView: 'Deux prompts partagent une même vue ; donne à chacun la sienne.',
    strengthAndSweep: 'Donne soit `force`, soit `série`, pas les deux.',
    qualityOfOthers: '`saut` et `répétitions` vont avec `qualité` « bonne » ; ne les donne pas pour les autres.',
    sweepAndBestOf: 'Donne soit `série`, soit `meilleure_de`, pas les deux.',
    bestOfInCells: 'Une comparaison peint une image par case ; laisse `meilleure_de` de côté.',
    sameAxes: 'Les deux réglages à comparer doivent être différents.',
    strengthOfWords:
      'Seules les modifications ont `force` à comparer ; compare une modification, ou varie un autre réglage.',
    countInCells:
      'Une comparaison peint une image par case ; laisse `nombre` de côté, et varie `graine` pour en avoir plus.',
    sweepInCells: 'Une comparaison peint une image par case ; laisse `série` de côté, et varie plutôt `force`.',
    pinnedScale: 'Un hybride scale n’a aucune partie qu’une image pourrait fournir.',
    strayScale: 'Un hybride scale n’a pas de partie `{component}` ; nomme chaque partie `scale`.',
    strayWeight: '`poids` est réservé aux hybrides scale ; ne le donne pas ici.',
    strayComponent: 'Un hybride {kind} n’a pas de partie `{component}` ; il a {list}.',
    componentTwice: 'Chaque partie d’un hybride prend un prompt ; donnes-en un pour chacune de {list}.',
    pinnedPrompt: 'La partie `{component}` vient de l’image et ne prend donc pas de prompt ; retire un prompt.',
    componentOpen:
      'La partie `{component}` n’a pas de prompt ; un hybride {kind} en demande un pour chacune de {list}.',
  },
  pictureRefused: {
    empty: '{name} est un fichier vide ; choisis une autre image.',
    tooHeavy: '{name} fait {megabytes} Mo ; choisis une image d’au plus {limit} Mo.',
    notOne: '{name} n’est pas une image lisible ; utilise PNG, JPEG, WebP, GIF, AVIF ou TIFF.',
    tooLarge: '{name} fait {width} × {height} pixels ; réduis-la à au plus {limit} millions de pixels.',
    tooSmall: '{name} ne fait que {width} × {height} pixels ; choisis une image d’au moins {least} × {least}.',
    tooNarrow:
      '{name} fait {width} × {height} pixels ; recadre-la jusqu’à ce qu’aucun côté ne dépasse {ratio} fois l’autre.',
    broken: '{name} est endommagée ou tronquée ; enregistre-la de nouveau ou choisis une autre image.',
    pages: '{name} a plusieurs pages ; la première est utilisée.',
    moves: '{name} est animée ; sa première image est utilisée.',
    maskMissing: 'Le masque manque ; joins-le de nouveau.',
    notTransparent: 'L’image n’a pas de partie transparente ; efface ce qui doit être repeint, ou donne un masque.',
    maskEmpty: 'Le masque ne couvre rien ; marque ce qui doit être repeint.',
    maskAllBlack: 'Le masque ne couvre rien (le blanc est repeint, le noir reste) ; marque ce qui doit être repeint.',
    maskFull: 'Le masque couvre toute l’image ; laisses-en une partie, ou utilise `/générer`.',
    maskAllWhite:
      'Le masque couvre toute l’image (le blanc est repeint, le noir reste) ; laisses-en une partie, ou utilise `/générer`.',
    maskScaled: 'Le masque a été redimensionné de {from} à {to}.',
    maskStretched: 'Le masque n’a pas la forme de l’image ; il a été étiré de {from} à {to}.',
  },
  drawingRefused: {
    patches:
      'La vue {view} ne peut pas découper {width} × {height} pixels en {pieces} morceaux entiers par côté : choisis un autre nombre de morceaux.',
    jigsaw: 'Un puzzle demande un côté de 32 pixels ou plus, divisible par 8, et non {side}.',
    square: 'La vue {view} demande une image carrée, et non {width} × {height}.',
    tiles:
      'L’image fait {width} × {height} pixels : agrandis au plus {most} par côté en tuiles, ou prends-la en entier.',
    notFinite: 'Le réseau a répondu par des nombres non finis : vérifie les poids, ou dessine sur un autre appareil.',
    tooLong: 'L’image est {ratio} fois plus longue que large : recadre-la à {most} fois au plus.',
    tooDense:
      'Une section de {size} niveaux n’a pas la place pour {count} étapes : demandes-en au plus {size} par section.',
    tooManySteps: 'Ce modèle a {levels} niveaux de bruit : demande moins de {count} étapes.',
    timesteps: 'Une liste de pas de temps doit descendre d’étape en étape, d’au plus {most} jusqu’à 0.',
    climbing: 'RePaint monte et descend les niveaux de bruit ; utilise {allowed} au lieu de {sampler}.',
    alternating:
      'Des lectures alternées changent l’estimation d’étape en étape ; utilise {allowed} au lieu de {sampler}.',
    renoising: 'Une image fixée est de nouveau bruitée à chaque étape ; utilise {allowed} au lieu de {sampler}.',
    ancestral: 'L’étude du débruitage suit l’échantillonneur ancestral ; utilise {allowed} au lieu de {sampler}.',
    cannotEnlarge: 'Le modèle {model} n’a pas d’étage 256 px, il ne peut donc pas agrandir d’images.',
    onlySmall: 'Le modèle {model} n’a pas d’étage 256 px ; demande la taille 64.',
    noStageTwo: 'Le modèle {model} n’a pas d’étage 256 px ; laisse les réglages de cet étage de côté.',
    noTextEncoder: 'Le modèle {model} n’a pas d’encodeur de texte ; mets-en un dans son dossier.',
    noSuchModel: 'Il n’y a pas de modèle {model} ; choisis parmi {names}.',
    noStyle:
      'Ce modèle ne peut pas redessiner dans un style, car il ne lit le texte qu’à un endroit ; utilise plutôt `/modifier` avec un prompt.',
    cannotChoose:
      'Le modèle {model} n’a pas de CLIP qui puisse choisir la meilleure image ; demande une seule image, ou mets un CLIP dans son dossier judge.',
    cannotBalance:
      'La fusion « équilibrée » demande un modèle avec un évaluateur (un CLIP dans son dossier `judge`) ; choisis la fusion « moyenne » avec celui-ci.',
    nothingToFit:
      'La meilleure image est celle qui suit le mieux son prompt ; donne un prompt, ou demande une seule image.',
    noMemory: 'Il n’y a pas assez de mémoire pour charger le modèle ; utilises-en un plus petit.',
    promptTooLong:
      'Le prompt est plus long que ce que le modèle lit, sa fin a donc été ignorée ; mets l’important au début.',
    sketch:
      'Ton image ressemble à un croquis, une plus grande part en a donc été redessinée (force {strength}). Règle `force` pour plus ou moins.',
  },
  withheld: {
    unsafe:
      'Le contrôle de sécurité du modèle a retenu cette image. Cela arrive aussi à des images inoffensives : recommence, ou dis-le autrement. Elle n’est pas comptée.',
    watermarked:
      'Cette image ressemblait à une image portant le filigrane de quelqu’un, elle n’est donc pas montrée. Recommence, ou dis-le autrement. Elle n’est pas comptée.',
    all: 'Le contrôle de sécurité du modèle a retenu toutes ces images. Cela arrive aussi à des images inoffensives : recommence, ou dis-le autrement. Elles ne sont pas comptées.',
    one: 'L’image {number} a été retenue par le contrôle de sécurité du modèle et n’est pas comptée.',
    elsewhere:
      'Cette image a été dessinée sans contrôle de sécurité, elle ne peut donc être montrée que dans les salons soumis à une limite d’âge.',
  },
  settingsRefused: {
    notManager:
      'Seules les personnes qui peuvent gérer ce serveur changent ses paramètres. `/préférences` a les tiens.',
    noGuild: 'Il n’y a pas de serveur ici, donc pas de paramètres de serveur. `/préférences` a les tiens.',
    missingRole: 'Choisis le rôle dont tu veux régler les quotas.',
    aboveEnvironment: 'Les images sont conservées ici {days} jours au plus. Entre un nombre de 1 à {days}.',
    changedMeanwhile:
      'Quelqu’un a changé ce paramètre depuis que tu as ouvert le formulaire. Compare la valeur avec la tienne, et enregistre de nouveau si la tienne doit valoir.',
    notAWord: 'La ligne {line} n’est ni un mot ni un motif.',
    manyLines: 'Une liste a au plus {most} lignes.',
  },
  quotaRefused: {
    used: 'Tu as utilisé toutes tes {limit} images d’aujourd’hui. Tu pourras dessiner de nouveau {when}.',
    tooMany:
      'Il te reste {left} de tes {limit} images d’aujourd’hui, et ceci en demande {pictures}. Demandes-en moins.',
    none: 'Le dessin ne t’est pas ouvert sur ce serveur. Demande à sa modération.',
    cooldown: 'Un instant, s’il te plaît : tu pourras dessiner de nouveau {when}.',
    pixels: 'C’est plus grand que ce que tu peux dessiner ici. Demande `taille` 64.',
    steps: 'Ceci demande {steps} étapes, et tu peux en utiliser {limit} ici. Demandes-en moins.',
  },
  policyRefused: {
    word: 'Il y a là un mot qui n’est pas bienvenu sur ce serveur. Dis-le autrement, et je le dessinerai volontiers.',
    person: 'Le dessin ne t’est pas ouvert sur ce serveur. Sa modération peut te dire pourquoi.',
    channel: 'On ne dessine pas dans ce salon. Tu peux dessiner dans {channels}.',
    mode: '{mode} n’est pas ouvert ici. Tu peux utiliser {modes}.',
    onlyAdult: 'Sur ce serveur, on ne dessine que dans les salons soumis à une limite d’âge.',
    notAdult: 'Sur ce serveur, on ne dessine pas dans les salons soumis à une limite d’âge.',
  },
  galleryRefused: {
    noServer: 'Il n’y a pas ici de serveur dont je fais partie, donc seulement une galerie à toi : choisis-la.',
    noWord: 'Il n’y a là aucun mot à chercher. Donne un mot avec des lettres ou des chiffres.',
    unseen: 'Cette image ne t’est pas ouverte ici.',
    ownStar: 'Les étoiles sont pour les images des autres ; les tiennes ne peuvent pas avoir la tienne.',
  },
  phrases: {
    whole: 'doit être un nombre entier de {min} à {max}',
    wholeOrName: 'doit être un nombre entier de {min} à {max}, ou l’un de {names}',
    real: 'doit être un nombre de {min} à {max}',
    text: 'doit être un texte d’au plus {most} caractères',
    notEmpty: 'ne doit pas être vide',
    oneOf: 'doit être l’un de {names}',
    trueOrFalse: 'doit être true ou false',
    size: 'doit être 64, 256 ou 1024',
    picture: 'doit être une image',
    mask: 'doit être un masque : une image, la transparence, des parties ou des cases',
    pieces: 'doit être 2, 4, 8, 16, 32 ou 64 (morceaux par côté)',
    falling: 'doit descendre d’étape en étape et finir à 0',
    someSection: 'doit avoir une étape dans une section',
    someLevel: 'doit nommer au moins un niveau de bruit',
    mostLevels: 'doit nommer au plus {most} niveaux de bruit',
    someRegion: 'doit nommer au moins une partie',
    mostRegions: 'doit nommer au plus {most} parties',
    someCell: 'doit nommer au moins une case',
    mostCells: 'doit nommer au plus {most} cases',
    readings: 'doit comprendre deux à quatre prompts, chacun avec sa vue',
    twoReadings: 'doit comprendre deux à quatre prompts, chacun avec sa vue : une anagramme a plus d’un sens',
    somePrompt: 'doit avoir au moins un prompt',
    mostPrompts: 'doit en avoir quatre au plus',
    twoStrengths: 'doit avoir au moins 2 forces',
    mostStrengths: 'doit avoir au plus 8 forces',
    twoValues: 'doit avoir au moins 2 valeurs',
    mostValues: 'doit avoir au plus 8 valeurs',
    axes: 'doit faire varier l’un de steps, guidance, seed, sampler, prompt, strength',
    twoAxes: 'doit nommer un ou deux réglages à varier',
    request: 'La demande',
    prompt: 'Le prompt {number}',
    viewOf: 'La vue du prompt {number}',
    settingOfView: '`{setting}` de la vue du prompt {number}',
    valueOfAxis: 'La valeur {value} du réglage {number}',
    axis: 'Le réglage {number}',
    valueOf: 'La valeur {number} de `{setting}`',
    characters: '{count} caractères',
    several: '{count} éléments',
    somethingElse: 'autre chose',
  },
}
