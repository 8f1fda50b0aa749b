import { type JsonLimits, limits } from '@virtual-school/rules'

/** One request: the body of POST /decide, or one line of a batch. */
export const requestLimits: JsonLimits = {
  bytes: limits.requestBytes,
  depthLevels: limits.requestDepthLevels,
  keysCount: limits.requestKeysCount,
}

/** A batch that is one JSON array, read whole: room for many requests of a usual size, one level further in. */
export const arrayLimits: JsonLimits = {
  bytes: 16 * limits.requestBytes,
  depthLevels: limits.requestDepthLevels + 1,
  keysCount: 32 * limits.requestKeysCount,
}
export const arrayItemsCount = 1_000

/** How much of a batch of lines a caller may send ahead of reading the answers. */
export const waitingBytes = 8 * 1024 * 1024
