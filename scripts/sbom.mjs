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

const developmentProperty = 'cdx:npm:package:development'

/** @param {Component} component */
const isOfDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === developmentProperty && value === 'true')

/**
 * Every package of the lock file that is not there for development alone, as `name@version`. npm lists two copies of one version as
 * one, and as of development if the first of them is.
 * @param {{ readonly packages: Readonly<Record<string, { readonly version?: string, readonly dev?: boolean }>> }} lock
 */
export const neededPackages = ({ packages }) =>
  new Set(
    Object.entries(packages)
      .filter(([, { dev = false }]) => !dev)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  )

/**
 * As it is needed, if it is.
 * @param {Component} component @param {ReadonlySet<string>} needed @returns {Component}
 */
const asNeeded = (component, needed) =>
  needed.has(component['bom-ref'])
    ? { ...component, properties: (component.properties ?? []).filter(({ name }) => name !== developmentProperty) }
    : component

/**
 * What who installs the packages gets: the whole, without what only their development needs. (npm’s own `--omit dev` leaves out
 * what is needed for both.)
 * @param {Bom} bom @param {ReadonlySet<string>} needed @returns {Bom}
 */
const withoutDevelopment = (bom, needed) => {
  const components = bom.components.map(one => asNeeded(one, needed)).filter(one => !isOfDevelopment(one))
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
  const lock = JSON.parse(readFileSync(inCheckout('package-lock.json'), 'utf8'))
  return withoutDevelopment(JSON.parse(stdout), neededPackages(lock))
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
