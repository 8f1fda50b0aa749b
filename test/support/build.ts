import { build } from '../../scripts/build.mjs'

/** Before the tests of what is built: builds it, as `npm run build` does. */
export const setup = (): Promise<void> => build()
