import { fileURLToPath } from 'node:url'

/** A place in the checkout: `inCheckout('rules')`. @param {string} path */
export const inCheckout = path => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** In the order in which they may be published: each imports from those before it. */
export const packages = ['rules', 'verify', 'records', 'mcp', 'caseload', 'sql', 'pages', 'api', 'cli']

/** What is compiled, each after what it imports: the packages, the tool that writes the handbook, and the one that writes a sample council. */
export const compiled = [...packages.map(name => `packages/${name}`), 'tools/handbook', 'tools/sample-council']
