// Checks what is installed: that the lockfile pins every package by its content, that versions in package.json are exact, that
// licences allow shipping, and that no known vulnerability is in it. Writes the bill of materials (CycloneDX) to the file that
// the first argument names.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const licences = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'MIT-0',
  'CC0-1.0',
])
/** libvips is under LGPL-3.0; sharp loads it, unmodified, as a library of its own. */
const isLibvips = (name, licence) => name.startsWith('@img/sharp') && licence === 'LGPL-3.0-or-later'

const problems = []
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || path.startsWith('packages/') || entry.link) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (!entry.integrity) problems.push(`${name} has no integrity in package-lock.json`)
  if (/^(git|http:|file:)/.test(entry.resolved ?? '')) problems.push(`${name} comes from ${entry.resolved}`)
  // An SPDX expression without nesting: one of the alternatives must be allowed in all its parts.
  const alternatives = (entry.license ?? '').replaceAll(/[()]/g, '').split(' OR ')
  const allowed = (licence) => licences.has(licence) || isLibvips(name, licence)
  if (!alternatives.some((one) => one.split(' AND ').every(allowed)))
    problems.push(`${name} is under ${entry.license ?? 'no named licence'}`)
}
for (const file of ['package.json', 'packages/local-discord/package.json']) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    if (!/^\d+\.\d+\.\d+/.test(version)) problems.push(`${file} asks for ${name} ${version}, which is no exact version`)
}

const bill = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
  encoding: 'utf8',
  maxBuffer: 1e8,
})
const file = process.argv[2]
if (file !== undefined) writeFileSync(file, bill)
console.log(
  `${JSON.parse(bill).components.length} packages are shipped${file === undefined ? '' : `; ${file} lists them`}`,
)

const audit = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', maxBuffer: 1e8 })
const report = JSON.parse(audit.stdout || '{}')
// Some registries have no audit.
if (report.metadata?.vulnerabilities === undefined)
  console.warn('npm audit: the registry gave no answer, so nothing was audited')
else if (report.metadata.vulnerabilities.total > 0)
  problems.push(`npm audit finds vulnerabilities: ${Object.keys(report.vulnerabilities).join(', ')}`)
else console.log('npm audit finds no vulnerability')

for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)
