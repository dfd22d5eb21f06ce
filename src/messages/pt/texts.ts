import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string => (position === 1 ? 'próxima da fila' : `número ${position} na fila`)
const tooLong = 'Isso demora mais do que o Discord deixa um bot editar esta resposta.'

export const texts: Texts = {
  buttons: {
    again: 'De novo',
    remix: 'Remix',
    upscale: 'Ampliar',
    upscalePicture: (picture) => `Ampliar ${picture}`,
    steps: 'Passos',
    vary: 'Variar',
    varyMuch: 'Variar bastante',
    turn: 'Girar',
    stepBack: 'Afastar-se',
    animate: 'Animar',
    enter: 'Participar',
    guess: 'Adivinhar a imagem',
    details: 'Detalhes',
    delete: 'Excluir',
    cancel: 'Cancelar',
    collect: 'Buscar',
  },
  pickMenu: {
    which: 'Escolha uma imagem para girar, variar ou ampliar',
    all: 'Todas as imagens',
    picture: (number) => `Imagem ${number}`,
  },
  messageCommands: {
    editThis: 'Editar',
    inpaintThis: 'Repintar uma parte',
    anagramThis: 'Fazer um anagrama',
    hybridThis: 'Fazer um híbrido',
    upscaleThis: 'Ampliar',
    showRecipe: 'Ver receita',
  },
  forms: {
    advanced: 'Mais configurações',
    remix: 'Remix',
    delete: 'Excluir esta imagem?',
    deleteOwn: 'A mensagem, a imagem e a receita são excluídas para sempre.',
    deleteOthers: 'A mensagem é excluída para todos. A imagem continua com quem a pediu.',
    stageTwoSteps: { label: 'Passos da etapa de 256 px', hint: 'Um número, o nome de um plano ou os passos de tempo.' },
    stageTwoSampler: { label: 'Amostrador da etapa de 256 px' },
    stageTwoGuidance: { label: 'Orientação da etapa de 256 px' },
    noiseLevel: { label: 'Nível de ruído da etapa de 256 px' },
    stageTwoStrength: {
      label: 'Força da etapa de 256 px',
      hint: 'Quanto ela pode mudar da sua imagem: 0.1 quase nada, 1 tudo.',
    },
    count: { label: 'Quantas imagens' },
    model: { label: 'Modelo' },
    cleanCaption: { label: 'Limpar o prompt', hint: 'Como o código do IF: links, marcação, pontuação estranha.' },
    prompt: { label: 'Prompt' },
    negative: { label: 'Evitar' },
    seed: { label: 'Semente', hint: 'Mantenha para partir do mesmo ruído. Esvazie para uma semente nova.' },
    steps: { label: 'Passos', hint: 'Um número, o nome de um plano ou os passos de tempo.' },
    guidance: { label: 'Orientação' },
    style: { label: 'Estilo' },
    strength: { label: 'Força' },
    strengthHint: 'Quanto da imagem pode mudar: 0.1 quase nada, 1 tudo.',
    levels: { label: 'Níveis de ruído', hint: 'De 1 a 999, separados por espaços.' },
    stride: { label: 'Passada', hint: 'Quantos passos de tempo um passo de limpeza abrange.' },
    blur: { label: 'Desfoque', hint: 'Largura do desfoque de comparação, em pixels.' },
    axis: (setting) => `Valores de ${setting}`,
    axisHint: 'Separados por vírgulas. Os prompts são separados por |.',
    region: { label: 'Parte', hint: 'Deixe isto e a máscara em branco para escolher células numeradas.' },
    mask: { label: 'Máscara', hint: 'O branco é repintado, o preto fica.' },
    which: { label: 'Qual imagem', hint: 'A mensagem tem várias imagens.' },
    role: { label: 'Como a imagem é vista' },
    roles: {
      'close by': 'de perto',
      'from afar': 'de longe',
      'in grey': 'em cinza',
      'in colour': 'em cores',
      'standing still': 'parada',
    },
    regions: {
      left: 'esquerda',
      right: 'direita',
      top: 'em cima',
      bottom: 'embaixo',
      centre: 'centro',
      border: 'borda',
      circle: 'círculo',
    },
    firstReading: { label: 'O que ela mostra como está' },
    otherReading: { label: 'O que mais ela mostra' },
    view: { label: 'Como a outra é vista' },
    reading: (view) => `Visão: ${view}`,
    prompts: (number) => `Prompt nº ${number}`,
    range: (min, max) => `De ${min} a ${max}.`,
    noiseLevelHint: (min, max) => `De ${min} a ${max}. Mais alto inventa mais.`,
    yes: 'sim',
    no: 'não',
  },
  masks: {
    choose: '🩹 Que parte deve ser repintada? Escolha os números abaixo.',
    pick: 'Escolha um ou mais números',
    cell: (number) => `Célula ${number}`,
    gridAlt: 'A imagem sob uma grade de 25 células numeradas.',
    chosen: (prompt) => `🩹 **${prompt}**\nA parte colorida será repintada.`,
    maskAlt: 'A imagem, com a parte a ser repintada em cores.',
    noPrompt: '(sem prompt)',
    draw: 'Desenhar',
    change: 'Mudar',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ Sua imagem é a ${place(position)}${ready === undefined ? '.' : `; pronta ${relative(ready)}.`}`,
    noWorker: (position) =>
      `⏳ Sua imagem é a ${place(position)}. Nenhuma máquina que desenha está acessível. Ela começa quando houver uma.`,
    accepted: '⏳ Entrando na fila …',
  },
  running: {
    starting: '🎨 Carregando o modelo …',
    reading: '🎨 Lendo o prompt …',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `imagem ${picture} de ${pictures}, ` : ''
      const time = ready === undefined ? '' : ` · pronta ${relative(ready)}`
      return `🎨 ${which}etapa ${stage}, passo ${step} de ${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `Inacabada: ${prompt}`,
    fitting: '🎨 A imagem é grande. Estou ajustando para caber em uma mensagem …',
    again: '↻ A pintura foi interrompida e recomeça …',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'pt-BR'),
    asWebp: 'O PNG é grande demais para postar aqui, então este é um WebP. `/mostrar` traz o PNG onde ele couber.',
    asSmaller: (width) =>
      `A imagem é grande demais para postar aqui, então é mostrada com ${width} px. \`/mostrar\` traz ela inteira onde couber.`,
    tooLarge:
      'Esta imagem é grande demais para postar aqui de qualquer forma. Ela está guardada, e `/mostrar` a traz onde couber.',
    kept: (id) => `O Discord não aceita esta imagem aqui. Ela está guardada, e \`/mostrar id: ${id}\` a traz de volta.`,
    seen: (how, prompt) => `👁️ ${how}: **${prompt}**`,
    otherReading: (how, prompt) => `${how}: **${prompt}**`,
    movingAlt: (prompt) => `Em movimento: ${prompt}`,
    pictureAlt: (number) => `Imagem ${number}:`,
    ownPicture: (number, seed) => `imagem ${number}: semente ${seed}`,
    chosenFrom: (drawn) => `a melhor das ${drawn} que foram pintadas`,
    stripAlt: 'Como a imagem surgiu do ruído, da esquerda para a direita.',
    stepRows: 'Em cima: x_t, o que a rede vê. Embaixo: x̂₀, o que ela entende.',
    for: (person) => `Para <@${person}>`,
    madeFrom: (link) => `Feita a partir de ${link}`,
    madeFromAnother: 'Feita a partir de uma imagem anterior.',
    noPrompt: '(sem prompt)',
    done: 'pronta',
  },
  handover: {
    post: `${tooLong} A imagem virá em uma nova mensagem abaixo.`,
    posted: (link) => `Esta resposta não podia mais ser editada. Ela continua em uma nova mensagem: ${link}`,
    offer: (ready) =>
      `${tooLong} Clique em **Buscar** ${ready === undefined ? 'mais tarde' : relative(ready)} para receber a imagem.`,
  },
  ended: {
    cancelled: '✋ Cancelado.',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed:
      'A pintura desta imagem travou duas vezes, então o bot desistiu. Tente outras configurações ou outro prompt.',
    stopped: '🌙 O bot está reiniciando. Sua imagem mantém o lugar na fila e chega quando o bot voltar.',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '(sem prompt)',
    negative: (negative) => `Evita: ${negative}`,
    ownSeed: (seed) => `esta imagem: semente ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `Combina com o prompt: ${alignment} (CLIP)`
        : `A pior leitura combina com o prompt: ${alignment} · Leituras distinguidas: ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `Modelo ${name} (${fingerprint.slice(0, 12)}) em ${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/mostrar id: ${id}\` a traz de volta em qualquer lugar. O PNG carrega a receita.`,
  },
  queueFacts: {
    empty: 'A fila está vazia.',
    busy: ({ running, waiting }) => `Pintando: **${running}** · Esperando: **${waiting}**`,
    notYours: 'Nenhuma delas é sua.',
    drawing: (what, fraction) => `${what}: pintando, ${Math.round(fraction * 100)} %`,
    waits: (what, position) => `${what}: ${place(position)}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: 'ainda não carregado',
    noDeviceYet: 'um dispositivo que ainda está sendo testado',
    unknownLicence: 'não informada na pasta do modelo',
    licence: (licence) => `Licença do modelo: ${licence}. As imagens são geradas e podem ser erradas ou estranhas.`,
    what: 'Pinta imagens com dois significados, pixel por pixel, com a cascata DeepFloyd IF. Hospedagem própria: suas imagens são feitas e guardadas na máquina que executa este bot.',
    facts: ({ model, device, version }) => `Modelo **${model}** em ${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: 'Eu respondo a comandos: digite `/` e escolha um dos meus. Experimente, por exemplo:',
    examples: [
      `\`/gerar prompt: ${examplePrompts.generate}\``,
      `\`/anagrama prompt: ${examplePrompts.anagram[0]} segundo: ${examplePrompts.anagram[1]}\``,
      `\`/híbrido longe: ${examplePrompts.hybrid[0]} perto: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: '`/ajuda` diz o que mais existe.',
  },
  help: {
    title: '## Como pedir imagens',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**Ele desenha bem (em inglês):** ${drawn}.\n**Bons anagramas:** ${anagrams}.\n**Bons híbridos:** ${hybrids}.`
    },
    tip: 'A mesma semente e as mesmas configurações pintam a mesma imagem. Tudo funciona também em mensagens diretas.',
    buttons: [
      '🔄 **Girar** e **Afastar-se** mostram a outra leitura · 🎬 **Animar** a põe em movimento',
      '🎲 **De novo** repete o pedido com outra semente · 🖋️ **Remix** abre a receita · 🌱 **Variar** repinta a imagem a partir dela mesma · ⬆️ **Ampliar** a aumenta',
      '**Detalhes** mostra cada configuração, e mais: 🎞️ **Passos** mostra como a imagem foi feita, 🌳 **Variar bastante** …',
      'Se houver várias imagens, escolha uma no menu. O menu de qualquer mensagem com imagem oferece mais: **Apps**, depois **Editar**, **Repintar uma parte** …',
    ].join('\n'),
  },
}
