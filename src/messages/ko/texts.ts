import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string => (position === 1 ? '다음 차례' : `${position}번째`)
const tooLong = 'Discord에서 봇이 이 답장을 수정할 수 있는 시간보다 오래 걸려요.'

export const texts: Texts = {
  buttons: {
    again: '다시',
    remix: '리믹스',
    upscale: '확대',
    upscalePicture: (picture) => `${picture}번 확대`,
    steps: '단계',
    vary: '조금 바꾸기',
    varyMuch: '많이 바꾸기',
    turn: '돌리기',
    stepBack: '물러서기',
    animate: '애니메이션',
    enter: '참가',
    guess: '그림 맞히기',
    details: '자세히',
    delete: '삭제',
    cancel: '취소',
    collect: '받기',
  },
  pickMenu: {
    which: '돌리거나 바꾸거나 확대할 그림을 고르세요',
    all: '모든 그림',
    picture: (number) => `그림 ${number}`,
  },
  messageCommands: {
    editThis: '편집하기',
    inpaintThis: '일부 다시 그리기',
    anagramThis: '애너그램 만들기',
    hybridThis: '하이브리드 만들기',
    upscaleThis: '확대하기',
    showRecipe: '레시피 보기',
  },
  forms: {
    advanced: '더 많은 설정',
    remix: '리믹스',
    delete: '이 그림을 삭제할까요?',
    deleteOwn: '메시지와 그림, 레시피가 완전히 삭제돼요.',
    deleteOthers: '메시지는 모두에게서 삭제돼요. 그림은 요청한 사람에게 남아요.',
    stageTwoSteps: { label: '256 px 단계의 스텝', hint: '숫자, 일정 이름 또는 타임스텝.' },
    stageTwoSampler: { label: '256 px 단계의 샘플러' },
    stageTwoGuidance: { label: '256 px 단계의 가이던스' },
    noiseLevel: { label: '256 px 단계의 노이즈 수준' },
    stageTwoStrength: {
      label: '256 px 단계의 강도',
      hint: '그림을 얼마나 바꿀 수 있는지: 0.1은 거의 그대로, 1은 전부.',
    },
    count: { label: '그림 수' },
    model: { label: '모델' },
    cleanCaption: { label: '프롬프트 정리', hint: 'IF 코드와 같은 방식: 링크, 마크업, 특이한 문장 부호.' },
    prompt: { label: '프롬프트' },
    negative: { label: '피할 것' },
    seed: { label: '시드', hint: '그대로 두면 같은 노이즈에서 시작해요. 비우면 새 시드를 써요.' },
    steps: { label: '스텝', hint: '숫자, 일정 이름 또는 타임스텝.' },
    guidance: { label: '가이던스' },
    style: { label: '스타일' },
    strength: { label: '강도' },
    strengthHint: '그림을 얼마나 바꿀 수 있는지: 0.1은 거의 그대로, 1은 전부.',
    levels: { label: '노이즈 수준', hint: '1부터 999까지, 띄어쓰기로 구분해요.' },
    stride: { label: '보폭', hint: '노이즈 제거 한 스텝이 지나는 타임스텝 수.' },
    blur: { label: '흐림', hint: '비교용 흐림의 너비(픽셀).' },
    axis: (setting) => `${setting} 값`,
    axisHint: '쉼표로 구분해요. 프롬프트는 |로 구분해요.',
    region: { label: '부분', hint: '여기와 마스크를 비우면 번호가 붙은 칸에서 고를 수 있어요.' },
    mask: { label: '마스크', hint: '흰색은 다시 그리고, 검은색은 남아요.' },
    which: { label: '어느 그림', hint: '메시지에 그림이 여러 장 있어요.' },
    role: { label: '그림이 보이는 방식' },
    roles: {
      'close by': '가까이에서',
      'from afar': '멀리서',
      'in grey': '회색으로',
      'in colour': '컬러로',
      'standing still': '정지 상태로',
    },
    regions: {
      left: '왼쪽',
      right: '오른쪽',
      top: '위',
      bottom: '아래',
      centre: '가운데',
      border: '테두리',
      circle: '원',
    },
    firstReading: { label: '그대로 보면 무엇인지' },
    otherReading: { label: '또 무엇이 보이는지' },
    view: { label: '다른 하나가 보이는 방식' },
    reading: (view) => `보기: ${view}`,
    prompts: (number) => `프롬프트 ${number}`,
    range: (min, max) => `${min}부터 ${max}까지.`,
    noiseLevelHint: (min, max) => `${min}부터 ${max}까지. 높을수록 더 많이 지어내요.`,
    yes: '예',
    no: '아니요',
  },
  masks: {
    choose: '🩹 어느 부분을 다시 그릴까요? 아래에서 번호를 고르세요.',
    pick: '번호를 하나 이상 고르세요',
    cell: (number) => `칸 ${number}`,
    gridAlt: '번호가 붙은 25칸 격자를 씌운 그림.',
    chosen: (prompt) => `🩹 **${prompt}**\n색칠된 부분을 다시 그려요.`,
    maskAlt: '다시 그릴 부분을 색으로 표시한 그림.',
    noPrompt: '(프롬프트 없음)',
    draw: '그리기',
    change: '변경',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ 대기 순서: ${place(position)}${ready === undefined ? '' : ` · 완성 ${relative(ready)}`}`,
    noWorker: (position) => `⏳ 대기 순서: ${place(position)}. 그림을 그릴 기기에 연결할 수 없어요. 연결되면 시작해요.`,
    accepted: '⏳ 대기열에 들어가는 중…',
  },
  running: {
    starting: '🎨 모델을 불러오는 중…',
    reading: '🎨 프롬프트를 읽는 중…',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `그림 ${picture}/${pictures}, ` : ''
      const time = ready === undefined ? '' : ` · 완성 ${relative(ready)}`
      return `🎨 ${which}단계 ${stage}, 스텝 ${step}/${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `미완성: ${prompt}`,
    fitting: '🎨 그림이 커서 메시지에 맞게 줄이는 중…',
    again: '↻ 그리기가 중단되어 처음부터 다시 시작해요…',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'ko', { seconds: '초', minutes: '분' }),
    asWebp: 'PNG가 여기에 올리기에는 너무 커서 WebP로 올렸어요. 들어가는 곳에서 `/보기`를 쓰면 PNG를 볼 수 있어요.',
    asSmaller: (width) =>
      `그림이 여기에 올리기에는 너무 커서 ${width} px로 보여 드려요. 들어가는 곳에서 \`/보기\`를 쓰면 전체를 볼 수 있어요.`,
    tooLarge:
      '이 그림은 어떤 형식으로도 여기에 올리기에는 너무 커요. 보관되어 있으니 들어가는 곳에서 `/보기`를 쓰세요.',
    kept: (id) => `Discord가 여기서 이 그림을 받지 않아요. 보관되어 있으니 \`/보기 id: ${id}\`로 다시 볼 수 있어요.`,
    seen: (how, prompt) => `👁️ ${how}: **${prompt}**`,
    otherReading: (how, prompt) => `${how}: **${prompt}**`,
    movingAlt: (prompt) => `움직임: ${prompt}`,
    pictureAlt: (number) => `그림 ${number}:`,
    ownPicture: (number, seed) => `그림 ${number}: 시드 ${seed}`,
    chosenFrom: (drawn) => `그린 ${drawn}장 중 가장 좋은 그림`,
    stripAlt: '그림이 노이즈에서 나타나는 과정(왼쪽에서 오른쪽으로).',
    stepRows: '위: x_t, 네트워크가 보는 것. 아래: x̂₀, 거기서 읽어 낸 것.',
    for: (person) => `<@${person}> 님에게`,
    madeFrom: (link) => `원본: ${link}`,
    madeFromAnother: '이전 그림으로 만들었어요.',
    noPrompt: '(프롬프트 없음)',
    done: '완료',
  },
  handover: {
    post: `${tooLong} 그림은 아래에 새 메시지로 올라와요.`,
    posted: (link) => `이 답장은 더 이상 수정할 수 없었어요. 새 메시지에서 이어져요: ${link}`,
    offer: (ready) =>
      `${tooLong} ${ready === undefined ? '나중에' : relative(ready)} **받기**를 누르면 그림을 받을 수 있어요.`,
  },
  ended: {
    cancelled: '✋ 취소했어요.',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed: '이 그림을 그리다가 두 번 멈춰서 포기했어요. 다른 설정이나 다른 프롬프트로 해 보세요.',
    stopped: '🌙 봇이 다시 시작하고 있어요. 순서는 그대로이고, 봇이 돌아오면 그림이 도착해요.',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '(프롬프트 없음)',
    negative: (negative) => `피할 것: ${negative}`,
    ownSeed: (seed) => `이 그림: 시드 ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `프롬프트 일치도: ${alignment} (CLIP)`
        : `가장 약한 모습의 프롬프트 일치도: ${alignment} · 모습 구별도: ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `모델 ${name} (${fingerprint.slice(0, 12)}), ${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/보기 id: ${id}\`로 어디서든 다시 볼 수 있어요. PNG에 레시피가 들어 있어요.`,
  },
  queueFacts: {
    empty: '대기열이 비어 있어요.',
    busy: ({ running, waiting }) => `그리는 중: **${running}** · 대기 중: **${waiting}**`,
    notYours: '내 그림은 없어요.',
    drawing: (what, fraction) => `${what}: 그리는 중, ${Math.round(fraction * 100)}%`,
    waits: (what, position) => `${what}: ${place(position)}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: '아직 불러오지 않음',
    noDeviceYet: '아직 시험 중인 장치',
    unknownLicence: '모델 폴더에 적혀 있지 않음',
    licence: (licence) => `모델 라이선스: ${licence}. 그림은 생성된 것이라 틀리거나 이상할 수 있어요.`,
    what: 'DeepFloyd IF 캐스케이드로 두 가지 뜻을 지닌 그림을 픽셀 단위로 그려요. 자체 호스팅: 그림은 이 봇이 돌아가는 컴퓨터에서 만들어지고 보관돼요.',
    facts: ({ model, device, version }) => `모델 **${model}**, ${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: '저는 명령어에 답해요. `/`를 입력하고 제 명령어를 고르세요. 예를 들면:',
    examples: [
      `\`/생성 프롬프트: ${examplePrompts.generate}\``,
      `\`/애너그램 프롬프트: ${examplePrompts.anagram[0]} 둘째: ${examplePrompts.anagram[1]}\``,
      `\`/하이브리드 멀리: ${examplePrompts.hybrid[0]} 가까이: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: '`/도움말`에서 다른 기능을 볼 수 있어요.',
  },
  help: {
    title: '## 그림을 부탁하는 법',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**잘 그리는 것(영어로):** ${drawn}\n**좋은 애너그램:** ${anagrams}\n**좋은 하이브리드:** ${hybrids}`
    },
    tip: '시드와 설정이 같으면 같은 그림이 나와요. 다이렉트 메시지에서도 모두 쓸 수 있어요.',
    buttons: [
      '🔄 **돌리기**와 **물러서기**는 다른 모습을 보여 줘요 · 🎬 **애니메이션**은 움직이게 해요',
      '🎲 **다시**는 새 시드로 반복해요 · 🖋️ **리믹스**는 레시피를 열어요 · 🌱 **조금 바꾸기**는 그림을 바탕으로 다시 그려요 · ⬆️ **확대**는 키워요',
      '**자세히**에는 모든 설정과 더 많은 기능이 있어요: 🎞️ **단계**는 그려진 과정, 🌳 **많이 바꾸기** …',
      '그림이 여러 장이면 메뉴에서 고르세요. 그림이 있는 메시지의 메뉴에는 더 있어요: **앱**에서 **편집하기**, **일부 다시 그리기** …',
    ].join('\n'),
  },
}
