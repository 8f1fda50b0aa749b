import chromium from '@sparticuz/chromium'

/** The browser that the package brings is for Linux. */
export const hasBrowser = process.platform === 'linux'

/** Before the tests of sources: the browser is unpacked. Two processes that do so at once get in each other’s way. */
export const setup = async (): Promise<void> => {
  if (hasBrowser) await chromium.executablePath()
}
