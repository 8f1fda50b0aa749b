import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { inCheckout } from './places.mjs'

/** @typedef {{ readonly name: string, readonly value: string }} Property */
/**
 * @typedef {object} Component
 * @property {string} bom-ref
 * @property {string} name
 * @property {string} version
 * @property {string} purl
 * @property {readonly Property[]} [properties]
 * @property {readonly unknown[]} [licenses]
 * @property {readonly unknown[]} [hashes]
 */
/**
 * @typedef {object} Bom
 * @property {string} bomFormat
 * @property {{ readonly component: Component }} metadata
 * @property {readonly Component[]} components
 * @property {readonly { readonly ref: string, readonly dependsOn?: readonly string[] }[]} dependencies
 */

/** The packages that somebody gets who installs ours, as `name@version`, by the lock file. */
const listShipped = () => {
  const { packages } = JSON.parse(readFileSync(inCheckout('package-lock.json'), 'utf8'))
  const entries = /** @type {[string, { version?: string, dev?: boolean }][]} */ (Object.entries(packages))
  return new Set(
    entries.flatMap(([path, { version, dev }]) => (dev ? [] : [`${path.split('node_modules/').at(-1)}@${version}`])),
  )
}

const developmentMark = 'cdx:npm:package:development'

/**
 * npm calls a package that stands twice in the lock file what the first of the two is, so one that a tool brings as well.
 * @param {Component} component @param {ReadonlySet<string>} shipped
 */
const isOfDevelopment = ({ name, version, properties = [] }, shipped) =>
  !shipped.has(`${name}@${version}`) && properties.some(one => one.name === developmentMark && one.value === 'true')

/**
 * What who installs the packages gets: the whole, without what only their development needs. (npm’s own `--omit dev` leaves out
 * what is needed for both.)
 * @param {Bom} bom @returns {Bom}
 */
const withoutDevelopment = bom => {
  const shipped = listShipped()
  const components = bom.components
    .filter(one => !isOfDevelopment(one, shipped))
    .map(one => ({ ...one, properties: (one.properties ?? []).filter(({ name }) => name !== developmentMark) }))
  const kept = new Set([bom.metadata.component, ...components].map(one => one['bom-ref']))
  return {
    ...bom,
    metadata: { ...bom.metadata, component: { ...bom.metadata.component, name: 'virtual-school-rules' } },
    components,
    dependencies: bom.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(one => ({ ...one, dependsOn: (one.dependsOn ?? []).filter(ref => kept.has(ref)) })),
  }
}

/** The list of all software that the published packages bring along (SBOM, CycloneDX), from the lock file alone. */
export const sbom = () => {
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const { status, stdout, stderr } = spawnSync('npm', asked, {
    cwd: inCheckout(''),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm sbom failed:\n${stderr}`)
  return withoutDevelopment(JSON.parse(stdout))
}

/**
 * What is wrong with such a list: it has to name every package once with its licence, and by its hash all but our own, to be
 * whole, and to have nothing that reports installations.
 * @param {Bom} bom @returns {readonly string[]}
 */
export const sbomFaults = ({ bomFormat, metadata, components, dependencies }) => {
  const refs = components.map(one => one['bom-ref'])
  const known = new Set([metadata.component['bom-ref'], ...refs])
  return [
    ...(bomFormat === 'CycloneDX' ? [] : ['it is no CycloneDX']),
    ...refs.filter((ref, i) => refs.indexOf(ref) !== i).map(ref => `${ref} stands twice`),
    ...components.filter(({ purl }) => !purl.startsWith('pkg:npm/')).map(({ name }) => `${name} has no address`),
    ...components.filter(({ licenses = [] }) => licenses.length === 0).map(({ name }) => `${name} has no licence`),
    ...components
      .filter(({ purl, hashes = [] }) => hashes.length === 0 && !purl.startsWith('pkg:npm/%40virtual-school/'))
      .map(({ name }) => `${name} has no hash`),
    ...dependencies.flatMap(({ ref, dependsOn = [] }) =>
      dependsOn.filter(one => !known.has(one)).map(one => `${ref} needs ${one}, which is not listed`),
    ),
    ...components.filter(({ name }) => /scarf|swagger-ui/.test(name)).map(({ name }) => `${name} must not be shipped`),
  ]
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const bom = sbom()
  const faults = sbomFaults(bom)
  if (faults.length > 0) {
    console.error(faults.join('\n'))
    process.exitCode = 1
  } else {
    writeFileSync(inCheckout('sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`)
    console.log(`sbom.cdx.json: ${bom.components.length} packages`)
  }
}
