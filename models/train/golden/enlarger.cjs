// Makes test/network/golden/enlarger/x4.json: what TensorFlow.js answers for the network of @upscalerjs/esrgan-slim and a small pattern.
//
//     npm install --prefix FOLDER @tensorflow/tfjs@4.22.0
//     NODE_PATH=FOLDER/node_modules node models/train/golden/enlarger.cjs

const { readFileSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const tf = require('@tensorflow/tfjs')

const root = join(__dirname, '..', '..', '..')
const folder = join(root, 'node_modules', '@upscalerjs', 'esrgan-slim', 'models', 'x4')
const out = join(root, 'test', 'network', 'golden', 'enlarger', 'x4.json')

async function main() {
  await tf.setBackend('cpu')
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'))
  const bytes = readFileSync(join(folder, 'group1-shard1of1.bin'))
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const model = await tf.loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) })
  const [height, width] = [9, 12]
  const pixels = Array.from({ length: height * width * 3 }, (_, at) => {
    const [c, x, y] = [at % 3, Math.floor(at / 3) % width, Math.floor(at / 3 / width)]
    return (7 * x + 13 * y + 29 * c + 5 * ((x * y) % 11)) % 256
  })
  const answer = await model.predict(tf.tensor(pixels, [1, height, width, 3])).data()
  const values = Array.from(answer, (value) => Math.round(value * 1000) / 1000)
  writeFileSync(out, JSON.stringify({ height, width, values }))
}

void main()
