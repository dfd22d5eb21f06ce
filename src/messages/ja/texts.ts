import { duration } from '../duration.ts'
import { exampleLists, examplePrompts } from '../examples.ts'
import { relative, running } from '../job-messages.ts'
import type { Texts } from '../messages.ts'

const place = (position: number): string => (position === 1 ? '次の順番' : `${position} 番目`)
const tooLong = 'Discord でボットがこの返信を編集できる時間を超えます。'

export const texts: Texts = {
  buttons: {
    again: 'もう一度',
    remix: 'リミックス',
    upscale: '拡大',
    upscalePicture: (picture) => `${picture} を拡大`,
    steps: 'ステップ',
    vary: '少し変える',
    varyMuch: '大きく変える',
    turn: '回す',
    stepBack: '離れて見る',
    animate: 'アニメーション',
    enter: '参加',
    guess: 'みんなで当てる',
    details: '詳細',
    delete: '削除',
    cancel: 'キャンセル',
    collect: '受け取る',
  },
  pickMenu: {
    which: '回転・変化・拡大する画像を選んでください',
    all: 'すべての画像',
    picture: (number) => `画像 ${number}`,
  },
  messageCommands: {
    editThis: '編集する',
    inpaintThis: '一部を描き直す',
    anagramThis: 'アナグラムを作る',
    hybridThis: 'ハイブリッドを作る',
    upscaleThis: '拡大する',
    showRecipe: 'レシピを見る',
  },
  forms: {
    advanced: 'その他の設定',
    remix: 'リミックス',
    delete: 'この画像を削除しますか？',
    deleteOwn: 'メッセージ、画像、レシピが完全に削除されます。',
    deleteOthers: 'メッセージは全員から見えなくなります。画像は依頼した人のもとに残ります。',
    stageTwoSteps: { label: '256 px 段階のステップ', hint: '数、スケジュール名、またはタイムステップ。' },
    stageTwoSampler: { label: '256 px 段階のサンプラー' },
    stageTwoGuidance: { label: '256 px 段階のガイダンス' },
    noiseLevel: { label: '256 px 段階のノイズレベル' },
    stageTwoStrength: {
      label: '256 px 段階の強さ',
      hint: '画像をどれだけ変えてよいか：0.1 はほぼそのまま、1 はすべて。',
    },
    count: { label: '画像の枚数' },
    model: { label: 'モデル' },
    cleanCaption: { label: 'プロンプトを整える', hint: 'IF のコードと同じ処理：リンク、マークアップ、変わった記号。' },
    prompt: { label: 'プロンプト' },
    negative: { label: '避けるもの' },
    seed: { label: 'シード', hint: '残すと同じノイズから始まります。空にすると新しいシードになります。' },
    steps: { label: 'ステップ', hint: '数、スケジュール名、またはタイムステップ。' },
    guidance: { label: 'ガイダンス' },
    style: { label: 'スタイル' },
    strength: { label: '強さ' },
    strengthHint: '画像をどれだけ変えてよいか：0.1 はほぼそのまま、1 はすべて。',
    levels: { label: 'ノイズレベル', hint: '1 から 999 まで、空白で区切ります。' },
    stride: { label: '歩幅', hint: 'ノイズ除去 1 ステップで進むタイムステップの数。' },
    blur: { label: 'ぼかし', hint: '比較用のぼかしの幅（ピクセル）。' },
    axis: (setting) => `${setting} の値`,
    axisHint: 'コンマで区切ります。プロンプトは | で区切ります。',
    region: { label: '部分', hint: 'ここもマスクも空なら、番号付きのマスから選べます。' },
    mask: { label: 'マスク', hint: '白は描き直し、黒は残ります。' },
    which: { label: 'どの画像', hint: 'このメッセージには画像が複数あります。' },
    role: { label: '画像の見え方' },
    roles: {
      'close by': '近くから',
      'from afar': '遠くから',
      'in grey': 'グレーで',
      'in colour': 'カラーで',
      'standing still': '静止して',
    },
    regions: {
      left: '左',
      right: '右',
      top: '上',
      bottom: '下',
      centre: '中央',
      border: '縁',
      circle: '円',
    },
    firstReading: { label: 'そのまま見ると何か' },
    otherReading: { label: 'ほかに何が見えるか' },
    view: { label: 'もう一つの見え方' },
    reading: (view) => `見え方：${view}`,
    prompts: (number) => `プロンプト ${number}`,
    range: (min, max) => `${min} から ${max} まで。`,
    noiseLevelHint: (min, max) => `${min} から ${max} まで。高いほど自由に描き足します。`,
    yes: 'はい',
    no: 'いいえ',
  },
  masks: {
    choose: '🩹 どの部分を描き直しますか？下から番号を選んでください。',
    pick: '番号を 1 つ以上選んでください',
    cell: (number) => `マス ${number}`,
    gridAlt: '番号付きの 25 マスを重ねた画像。',
    chosen: (prompt) => `🩹 **${prompt}**\n色の付いた部分を描き直します。`,
    maskAlt: '描き直す部分に色を付けた画像。',
    noPrompt: '（プロンプトなし）',
    draw: '描く',
    change: '変更',
  },
  waiting: {
    place: (position, ready) =>
      `⏳ 順番待ち：${place(position)}${ready === undefined ? '' : `・完成 ${relative(ready)}`}`,
    noWorker: (position) => `⏳ 順番待ち：${place(position)}。描画用のマシンに接続できません。復旧すると開始します。`,
    accepted: '⏳ 順番待ちに加わっています…',
  },
  running: {
    starting: '🎨 モデルを読み込んでいます…',
    reading: '🎨 プロンプトを読んでいます…',
    step: ({ stage, step, steps, picture, pictures, ready }) => {
      const which = pictures > 1 ? `画像 ${picture}/${pictures}、` : ''
      const time = ready === undefined ? '' : ` · 完成 ${relative(ready)}`
      return `🎨 ${which}段階 ${stage}、ステップ ${step}/${steps}${time}`
    },
    bar: running.bar,
    previewAlt: (prompt) => `制作途中：${prompt}`,
    fitting: '🎨 画像が大きいため、メッセージに収まるように調整しています…',
    again: '↻ 描画が中断されたため、最初からやり直します…',
  },
  result: {
    took: (milliseconds) => duration(milliseconds, 'ja', { seconds: ' 秒', minutes: ' 分' }),
    asWebp: 'PNG はここに投稿するには大きすぎるため、WebP です。収まる場所で `/表示` を使うと PNG を出せます。',
    asSmaller: (width) =>
      `画像はここに投稿するには大きすぎるため、${width} px で表示しています。収まる場所で \`/表示\` を使うと全体を出せます。`,
    tooLarge:
      'この画像はどの形式でもここに投稿するには大きすぎます。保存してあるので、収まる場所で `/表示` を使うと出せます。',
    kept: (id) => `Discord がこの画像をここで受け付けません。保存してあるので、\`/表示 id: ${id}\` でまた出せます。`,
    seen: (how, prompt) => `👁️ ${how}：**${prompt}**`,
    otherReading: (how, prompt) => `${how}：**${prompt}**`,
    movingAlt: (prompt) => `動き：${prompt}`,
    pictureAlt: (number) => `画像 ${number}：`,
    ownPicture: (number, seed) => `画像 ${number}：シード ${seed}`,
    chosenFrom: (drawn) => `描いた ${drawn} 枚から選んだ最良の 1 枚`,
    stripAlt: '画像がノイズから現れる様子（左から右へ）。',
    stepRows: '上：x_t、ネットワークが見ているもの。下：x̂₀、そこから読み取ったもの。',
    for: (person) => `<@${person}> さんへ`,
    madeFrom: (link) => `元の画像：${link}`,
    madeFromAnother: '以前の画像をもとに作りました。',
    noPrompt: '（プロンプトなし）',
    done: '完成',
  },
  handover: {
    post: `${tooLong}画像は新しいメッセージとして下に届きます。`,
    posted: (link) => `この返信は編集できなくなりました。続きは新しいメッセージにあります：${link}`,
    offer: (ready) =>
      `${tooLong}${ready === undefined ? '後で' : `${relative(ready)}に`} **受け取る** を押すと画像が届きます。`,
  },
  ended: {
    cancelled: '✋ キャンセルしました。',
    failed: (sentence) => `⚠️ ${sentence}`,
    crashed: 'この画像の描画が 2 回クラッシュしたため、中止しました。ほかの設定かプロンプトを試してください。',
    stopped: '🌙 ボットを再起動しています。順番はそのままで、ボットが戻ったら画像が届きます。',
  },
  recipe: {
    title: (mode) => `📜 **/${mode}**`,
    noPrompt: '（プロンプトなし）',
    negative: (negative) => `避けるもの：${negative}`,
    ownSeed: (seed) => `この画像：シード ${seed}`,
    scores: ({ alignment, concealment }) =>
      concealment === undefined
        ? `プロンプトとの一致: ${alignment} (CLIP)`
        : `最も弱い見え方とプロンプトの一致: ${alignment} · 見え方の区別: ${concealment} (CLIP)`,
    madeBy: ({ version, device, name, fingerprint }) =>
      `モデル ${name}（${fingerprint.slice(0, 12)}）、${device} · Duckrabbit ${version}`,
    bringBack: (id) => `\`/表示 id: ${id}\` でどこでも出せます。PNG にはレシピが入っています。`,
  },
  queueFacts: {
    empty: '順番待ちはありません。',
    busy: ({ running, waiting }) => `描画中：**${running}** · 待機中：**${waiting}**`,
    notYours: 'あなたの画像はありません。',
    drawing: (what, fraction) => `${what}：描画中 ${Math.round(fraction * 100)} %`,
    waits: (what, position) => `${what}：${place(position)}`,
  },
  about: {
    title: '## 🦆🐇 Duckrabbit',
    noModelYet: 'まだ読み込まれていません',
    noDeviceYet: 'テスト中のデバイス',
    unknownLicence: 'モデルのフォルダーに記載なし',
    licence: (licence) =>
      `モデルのライセンス：${licence}。画像は生成されたもので、誤りや不自然な点があることがあります。`,
    what: 'DeepFloyd IF のカスケードで、2 つの意味を持つ画像を 1 ピクセルずつ描きます。セルフホスト型：画像はこのボットを動かしているマシンで作られ、保存されます。',
    facts: ({ model, device, version }) => `モデル **${model}**、${device} · Duckrabbit ${version}`,
  },
  hint: {
    how: 'コマンドに反応します。`/` を入力して、私のコマンドを選んでください。たとえば：',
    examples: [
      `\`/生成 プロンプト: ${examplePrompts.generate}\``,
      `\`/アナグラム プロンプト: ${examplePrompts.anagram[0]} 二つ目: ${examplePrompts.anagram[1]}\``,
      `\`/ハイブリッド 遠く: ${examplePrompts.hybrid[0]} 近く: ${examplePrompts.hybrid[1]}\``,
    ].join('\n'),
    more: 'ほかにできることは `/ヘルプ` で見られます。',
  },
  help: {
    title: '## 頼み方',
    examples: (subjects) => {
      const { drawn, anagrams, hybrids } = exampleLists(subjects)
      return `**得意なもの（英語で）：** ${drawn}\n**よいアナグラム：** ${anagrams}\n**よいハイブリッド：** ${hybrids}`
    },
    tip: '同じシードと設定なら同じ画像になります。ダイレクトメッセージでもすべて使えます。',
    buttons: [
      '🔄 **回す** と **離れて見る** でもう一つの見え方 · 🎬 **アニメーション** で動かします',
      '🎲 **もう一度** は新しいシードでやり直し · 🖋️ **リミックス** はレシピを開きます · 🌱 **少し変える** は画像をもとに描き直し · ⬆️ **拡大** は大きくします',
      '**詳細** にはすべての設定と続きがあります：🎞️ **ステップ** は制作過程、🌳 **大きく変える** …',
      '画像が複数あるときはメニューから 1 枚選びます。画像のあるメッセージのメニューにはほかにもあります：**アプリ** から **編集する**、**一部を描き直す** …',
    ].join('\n'),
  },
}
