import { relative } from '../job-messages.ts'
import type { ServerTexts } from '../messages.ts'
import { namesOfLanguages } from '../names-of-languages.ts'

const yesNo = { true: 'Sim', false: 'Não' } as const

/** `1 imagem`, `2 imagens`. */
const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`

export const server: ServerTexts = {
  settingWords: {
    model: { label: 'Modelo', hint: 'O modelo que desenha quando um pedido não nomeia nenhum.' },
    size: {
      label: 'Tamanho',
      hint: 'O lado menor de uma imagem quando um pedido não o informa.',
      values: { 64: '64 px', 256: '256 px', 1024: '1024 px' },
    },
    style: { label: 'Estilo', hint: 'Palavras que vêm antes de cada prompt, por exemplo: an oil painting of.' },
    guidance: { label: 'Guidance', hint: 'Quanto as imagens seguem o prompt, de 0 a 30.' },
    modes: { label: 'Modos', hint: 'O que se pode pedir aqui.' },
    channels: { label: 'Canais', hint: 'Onde se pode desenhar. Vazio: em toda parte. Um tópico é do seu canal.' },
    private: {
      label: 'Privado',
      hint: 'Só quem pede vê a imagem, a não ser que a peça pública.',
      values: yesNo,
    },
    spoiler: {
      label: 'Spoiler',
      hint: 'As imagens ficam atrás de um spoiler, a não ser que alguém peça o contrário.',
      values: yesNo,
    },
    enforced: {
      label: 'Não pode ser desligado',
      hint: 'O que vale aqui, peça ou prefira cada um o que for.',
      values: { private: 'Privado', spoiler: 'Spoiler' },
    },
    steps: { label: 'Passos', hint: 'Se um resultado mostra a tira dos seus passos.', values: yesNo },
    limits: { label: 'Cotas', hint: 'Imagens por dia, pausa, pixels e passos: para todos e por cargo.' },
    retentionDays: {
      label: 'Guardar imagens',
      hint: 'Dias até as imagens serem apagadas. 0: enquanto quem hospeda o bot permitir.',
    },
    moderatorRoles: {
      label: 'Moderação',
      hint: 'Cargos que podem apagar imagens dos outros, além de quem gerencia mensagens.',
    },
    logChannel: {
      label: 'Canal de registro',
      hint: 'Onde o bot diz à moderação quem pediu o quê, e o que foi recusado ou apagado.',
    },
    blockedPeople: { label: 'Pessoas bloqueadas', hint: 'Quem não pode desenhar aqui.' },
    blockedRoles: { label: 'Cargos bloqueados', hint: 'Cargos cujos membros não podem desenhar aqui.' },
    starChannel: { label: 'Canal de estrelas', hint: 'O canal que reúne as imagens com estrelas suficientes.' },
    starsNeeded: { label: 'Estrelas necessárias', hint: 'Quantas estrelas levam uma imagem ao canal de estrelas.' },
    challengeRoles: {
      label: 'Cargos para desafios',
      hint: 'Cargos que podem iniciar desafios, além de quem gerencia o servidor.',
    },
    guessRoles: {
      label: 'Cargos para adivinhações',
      hint: 'Cargos que podem iniciar adivinhações, além da moderação. Vazio: todos.',
    },
    guessChannels: {
      label: 'Canais de adivinhações',
      hint: 'Onde se iniciam adivinhações. Vazio: em toda parte. Um tópico é do seu canal.',
    },
    winnerRole: { label: 'Cargo de vencedor', hint: 'O cargo que recebe quem vence um desafio.' },
    votingAgeDays: {
      label: 'Idade para votar',
      hint: 'Quantos dias uma conta do Discord precisa ter para votar em desafios.',
    },
    language: {
      label: 'Idioma',
      hint: 'O que o bot publica para todos. Respostas a alguém seguem o idioma do app da pessoa.',
      unset: 'o do servidor',
      values: namesOfLanguages,
    },
    blockedWords: {
      label: 'Palavras bloqueadas',
      hint: 'Uma por linha: palavra, frase, parte* (* é qualquer coisa) ou /expressão regular/.',
    },
    allowedWords: {
      label: 'Palavras permitidas',
      hint: 'Uma por linha: palavras que valem mesmo que uma bloqueada ou um padrão pareça estar nelas.',
    },
    ageRestricted: {
      label: 'Canais com restrição de idade',
      hint: 'O que vale nos canais que o Discord marca com restrição de idade.',
      values: {
        same: 'O mesmo que em outros lugares',
        relaxed: 'As palavras bloqueadas não contam',
        only: 'Só se desenha lá',
        never: 'Lá não se desenha',
      },
    },
    safety: {
      label: 'Verificação de segurança',
      hint: 'Retém o que a verificação do modelo acha inseguro. “Não” só vale com restrição de idade.',
      values: yesNo,
    },
  },
  settingPageWords: {
    drawing: 'Desenho',
    answers: 'Respostas',
    limits: 'Cotas e espaço',
    words: 'Palavras e idades',
    moderation: 'Moderação',
    community: 'Desafios, adivinhações e galeria',
  },
  settingOrigins: {
    person: 'seu',
    channel: 'do canal',
    guild: 'do servidor',
    environment: 'de quem hospeda o bot',
    default: 'padrão',
  },
  settingsPanel: {
    guild: '## ⚙️ Configurações deste servidor',
    channel: (channel) => `## ⚙️ Configurações de ${channel}`,
    person: '## ⚙️ Suas preferências',
    guildHint:
      'Valem em todo o servidor. Um canal e uma pessoa podem ter as suas. Um formulário esvaziado remove um valor.',
    channelHint: 'Valem neste canal e nos seus tópicos, em vez das do servidor.',
    personHint: 'Valem onde você desenhar, em vez das do servidor. O que um comando diz vem primeiro.',
    line: ({ label, value, origin, hint }) => `**${label}:** ${value} · *${origin}*\n-# ${hint}`,
    saved: (label) => `✅ **${label}**: salvo.`,
    reset: (label) => `✅ **${label}**: como antes; nada mais está definido aqui.`,
    refused: (sentence) => `⚠️ ${sentence} Nada foi alterado.`,
    change: 'Mudar uma configuração',
    pages: 'Ir para outra página',
    channels: 'Configurações de um canal',
    correct: 'Corrigir',
    open: 'o modelo decide',
    everywhere: 'em toda parte',
    none: 'nenhum',
    all: 'todos',
    lines: (lines) => count(lines, 'linha', 'linhas'),
    forever: 'enquanto quem hospeda o bot permitir',
    days: (days) => count(days, 'dia', 'dias'),
    everyone: 'todos',
    limitsOfEveryone: 'Cotas de todos',
    limitsOfRole: 'Cotas de um cargo',
    role: 'Cargo',
    roleHint: 'Os membros têm estas cotas em vez das de todos. Deixe o resto vazio para removê-las.',
    limits: ({ who, list }) => `${who}: ${list}`,
    picturesPerDay: 'Imagens por dia',
    cooldownSeconds: 'Pausa em segundos',
    pixels: 'Pixels de uma imagem',
    pixelsHint: '4096 é 64 × 64, 65536 é 256 × 256.',
    steps: 'Passos',
    noLimit: 'sem limites',
  },
  quotaFacts: {
    title: '## Sua cota',
    nowhere: 'Não há cotas em mensagens diretas.',
    pictures: ({ used, limit, resets }) => `Imagens hoje: **${used}** de **${limit}**. A contagem recomeça ${resets}.`,
    unlimited: (used) => `Imagens hoje: **${used}**, sem limite.`,
    drawing: (pictures) =>
      `${pictures} ${pictures === 1 ? 'delas espera ou está sendo desenhada' : 'delas esperam ou estão sendo desenhadas'}. O que falha ou é cancelado não conta.`,
    cooldown: (seconds) => `Pausa entre dois pedidos: **${seconds} s**.`,
    ready: (when) => `Você pode desenhar de novo ${when}.`,
    pixels: (pixels) => `Maior imagem: **${pixels}** pixels.`,
    steps: (steps) => `No máximo **${steps}** passos.`,
  },
  moderationLog: {
    asked: ({ person, channel, text, end }) => `🎨 ${person} pediu em ${channel}: ||${text}|| · ${end}`,
    done: (link) => `[desenhado](${link})`,
    donePrivately: 'desenhado, só para essa pessoa',
    failed: 'falhou',
    cancelled: 'cancelado',
    gone: 'apagado',
    refused: ({ person, channel, text, why }) => `🚫 Recusado a ${person} em ${channel} (${why}): ||${text}||`,
    deleted: ({ person, owner, channel, text }) =>
      `🗑️ ${person} apagou uma imagem de ${owner} em ${channel}: ||${text}||`,
    nowhere: 'um canal',
  },
  privacy: {
    title: '## O que é guardado sobre você',
    jobs: (jobs) => `**${jobs}** ${jobs === 1 ? 'pedido' : 'pedidos'} com prompts, configurações e imagens`,
    drafts: (drafts) => `**${drafts}** ${drafts === 1 ? 'formulário' : 'formulários'} por enviar, por um dia`,
    usage: (numbers) =>
      `**${numbers}** ${numbers === 1 ? 'número' : 'números'} sobre quanto você desenhou, para a fila e as cotas`,
    settings: (settings) => `**${settings}** das suas preferências`,
    log: (lines) => `**${lines}** ${lines === 1 ? 'linha' : 'linhas'} para o registro da moderação de um servidor`,
    challenges: (challenges) =>
      `**${challenges}** ${challenges === 1 ? 'desafio' : 'desafios'} que você iniciou; o resto segue sem o seu nome`,
    entries: (entries) =>
      `**${entries}** ${entries === 1 ? 'participação' : 'participações'} em desafios e suas classificações`,
    votes: (votes) => `**${votes}** ${votes === 1 ? 'voto' : 'votos'}`,
    guesses: (guesses) => `**${guesses}** ${guesses === 1 ? 'palpite' : 'palpites'} e pontos de adivinhações`,
    rounds: (rounds) =>
      `**${rounds}** ${rounds === 1 ? 'vez' : 'vezes'} que uma adivinhação nomeia você; ela fica sem o seu nome`,
    stars: (stars) => `**${stars}** ${stars === 1 ? 'estrela que você deu' : 'estrelas que você deu'}`,
    nothing: 'Nada.',
    where: 'Tudo fica na máquina em que este bot funciona. Nada é enviado a mais ninguém.',
    others:
      'As mensagens no Discord são guardadas pelo Discord, e a moderação de um servidor decide sobre suas listas e registros. Prompts codificados ficam em cache sem nome.',
    delete: 'Apagar tudo o que é meu',
    confirmTitle: 'Apagar tudo?',
    confirm:
      'Suas imagens, prompts, votos, participações e preferências são apagados agora e para sempre, e o que espera ou está sendo desenhado é cancelado. As mensagens do bot que os mostram também são apagadas. Imagens que outros fizeram a partir das suas ficam.',
    done: (pictures) =>
      `✅ Tudo o que era seu foi apagado, com ${count(pictures, 'arquivo de imagem', 'arquivos de imagem')}.`,
  },
  gallery: {
    everybody: 'De todos',
    mine: 'As minhas',
    best: 'As melhores',
    title: (kind) => `## 🖼️ Galeria · ${kind}`,
    page: (page) => `Página ${page}`,
    word: (word) => `com “${word}”`,
    nothing: 'Ainda não há nada para ver aqui.',
    nothingFits: 'Nenhuma imagem serve. Tente outra palavra ou outro modo.',
    nothingStarred: 'Nenhuma imagem tem estrelas. Toque em ⭐ embaixo de uma de que você goste.',
    line: ({ number, prompt, person, stars, drawn }) =>
      `**${number}.** ${prompt} · ${person}${stars === 0 ? '' : ` · ⭐ ${stars}`} · ${relative(drawn)}`,
    jump: (link) => `[Ir até lá](${link})`,
    private: 'só você a vê',
    back: 'Voltar',
    next: 'Próxima',
    anyMode: 'Todos os modos',
    modes: 'Escolher um modo',
    open: 'Abrir uma imagem',
    option: (number) => `Imagem ${number}`,
  },
  stars: {
    star: 'Estrela',
    count: (stars) => `${stars}`,
    post: ({ person, channel }) => `de ${person} em ${channel}`,
  },
  exportText: {
    part: (part) => `## 📦 Suas imagens, parte ${part}`,
    pictures: (pictures) =>
      `**${pictures}** ${pictures === 1 ? 'imagem' : 'imagens'}, das mais antigas às mais novas, com a receita em JSON.`,
    more: 'Há mais. Toque em **Próxima parte**.',
    last: 'Isso é tudo.',
    next: 'Próxima parte',
    gone: (pictures) =>
      `${pictures} ${pictures === 1 ? 'imagem não está mais guardada' : 'imagens não estão mais guardadas'}; as receitas estão aqui.`,
    smaller: (pictures) =>
      `${pictures} ${pictures === 1 ? 'imagem era' : 'imagens eram'} grandes demais para este lugar: vão em outro formato.`,
    nothing: 'Você não tem imagens prontas.',
  },
}
