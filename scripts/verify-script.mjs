import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

const types = 'export declare const readVerifyScript: () => Promise<string>\n'

/** Writes the script that `verify.html` of an export runs into the package that writes exports, so that a published package has it. */
export const writeVerifyScript = async () => {
  // Built by now, which it is not when this file is first read.
  const { bundleVerifyScript } = await import('../packages/records/dist/export/verify-script.js')
  const program = `const script = ${JSON.stringify(await bundleVerifyScript(false))}\nexport const readVerifyScript = async () => script\n`
  const file = inCheckout('packages/records/dist/verify-script.js')
  await writeChanged(file, program)
  await writeChanged(file.replace(/js$/, 'd.ts'), types)
}
