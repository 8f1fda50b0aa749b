const ends: (() => unknown)[] = []
let isForAll = false

/** What a helper of tests opened is ended after the file of tests that opened it, the last first. */
export const endAfterFile = (end: () => unknown): void => {
  if (!isForAll) ends.push(end)
}

/** What is opened here serves all files, until the process ends. */
export const forAllFiles = async <T>(open: () => Promise<T>): Promise<T> => {
  isForAll = true
  try {
    return await open()
  } finally {
    isForAll = false
  }
}

/** Ends it all. */
export const cleanUp = async (): Promise<void> => {
  for (const end of ends.splice(0).reverse()) await end()
}
