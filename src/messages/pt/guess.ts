import type { GuessTexts } from '../messages.ts'

const until = (moment: number): string => `<t:${Math.floor(moment / 1000)}:R>`
const pointsOf = (n: number): string => `${n} ${n === 1 ? 'ponto' : 'pontos'}`

export const guess: GuessTexts = {
  guessRound: {
    title: '## 🔍 O que há nesta imagem?',
    how: (things) =>
      `Ela esconde ${things} coisas. Aperte **Adivinhar**: quem achar todas primeiro ganha a rodada. Responda em inglês.`,
    startedBy: (personId) => `Uma rodada de <@${personId}>.`,
    ends: (moment) => `A rodada termina ${until(moment)}.`,
    nextHint: (moment) => `A próxima dica vem ${until(moment)}.`,
    counts: ({ guessers, finders }) =>
      `${guessers} ${guessers === 1 ? 'pessoa jogou' : 'pessoas jogaram'} · ${finders} ${finders === 1 ? 'achou' : 'acharam'} algo`,
    softAlt: 'A imagem sem os detalhes',
    sharpAlt: 'A imagem',
    turnAlt: 'Dica: a mesma imagem, girada',
    stepBackAlt: 'Dica: a mesma imagem, vista de mais longe',
    guess: 'Adivinhar',
    endRound: 'Encerrar a rodada',
    won: (personId) => `🏆 <@${personId}> achou tudo primeiro e ganha a rodada.`,
    timeOver: '⏰ O tempo acabou, e ninguém achou tudo.',
    stopped: '🏁 A rodada foi encerrada antes da hora.',
    cancelled: '🚫 A rodada foi cancelada. Nada dela conta.',
    failed: '⚠️ A imagem desta rodada não pôde ser pintada. `/adivinhar iniciar` começa outra.',
    gone: '🗑️ A imagem desta rodada foi excluída, então a rodada acabou. Nada dela conta.',
    streak: ({ personId, wins }) => `🔥 <@${personId}> ganhou ${wins} rodadas seguidas.`,
    score: ({ personId, found, points }) => `<@${personId}> achou ${found} · ${pointsOf(points)}`,
    solution: '**A solução:**',
  },
  ownGuess: {
    drawing: 'Estou pintando uma imagem que ninguém viu. A rodada abre aqui quando ela estiver pronta.',
    opened: (minutes) =>
      `A rodada fica aberta por ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}. No fim, todos veem a imagem com os prompts.`,
    seenBefore:
      'Sua imagem está neste servidor com os prompts, então quem a viu sabe a resposta. Da próxima vez, desenhe com `privado`.',
    formTitle: 'O que há nesta imagem?',
    first: 'O que você vê?',
    more: 'O que mais você vê?',
    hint: 'Uma coisa em poucas palavras inglesas: a duck.',
    right: (guess) => `✅ **${guess}** está certo.`,
    known: (guess) => `✅ **${guess}** está certo, e você já tinha achado.`,
    close: (guess) => `🟡 **${guess}** está perto.`,
    wrong: (guess) => `❌ **${guess}** não está nela.`,
    found: ({ found, of }) => `Você achou ${found} de ${of}.`,
    won: '🏆 É tudo, e ninguém foi mais rápido. Você ganha a rodada!',
    ended: 'A rodada acabou, e a solução aparece.',
    cancelled: 'A rodada está cancelada.',
    leaderboard: '**Classificação: adivinhe a imagem**',
    leaderboardEmpty: 'Ninguém jogou aqui ainda. `/adivinhar iniciar` começa uma rodada.',
    rank: ({ rank, personId, points, wins, rounds }) =>
      `${rank}. <@${personId}> · ${pointsOf(points)} · ${wins} ${wins === 1 ? 'vitória' : 'vitórias'} em ${rounds} ${rounds === 1 ? 'rodada' : 'rodadas'}`,
    streaks: ({ now, best }) => `🔥 ${now} seguidas, no máximo ${best}`,
    pointsRule: 'Um ponto por coisa achada, e mais 3 por vitória.',
  },
  guessRefused: {
    onlyInServers: 'Adivinha-se em um servidor. Use o comando em um dos canais dele.',
    mayNotStart: 'Só quem tem um cargo indicado em `/configurações` pode começar rodadas aqui.',
    notHere: 'As rodadas são jogadas em {channels}.',
    mayNotPost: 'Não posso publicar imagens neste canal: deixe-me ver, escrever e anexar arquivos.',
    underWay: 'Há uma rodada neste canal. Espere ela acabar, ou peça a quem a começou que a encerre.',
    noRound: 'Não há rodada neste canal. `/adivinhar iniciar` começa uma.',
    roundOver: 'Essa rodada acabou.',
    noIllusion:
      'Só dá para adivinhar uma imagem com vários sentidos: um anagrama ou um híbrido com um prompt para cada um.',
    noSuchResult: 'Você não tem essa imagem. Escolha uma da lista que abre enquanto você digita.',
    onlyOwnResults: 'Só quem desenhou uma imagem pode deixar os outros adivinharem.',
    cannotGuess: 'A imagem é sua, então só os outros podem adivinhar.',
    notYourRound: 'Só quem começou a rodada, ou a moderação, pode encerrá-la.',
    waitToGuess: 'Um momento: você pode tentar de novo {when}.',
    emptyGuess: 'Não há nenhuma palavra aí. Escreva o que você vê, por exemplo: a duck.',
    manyGuesses: 'São muitas de uma vez. Diga no máximo {most} coisas.',
    busyDrawing: 'Já há imagens de rodadas demais esperando. Tente de novo em alguns minutos.',
  },
}
