import { canonicalJson, readJson } from '@virtual-school/rules'
import { accepted, type Checked } from '../checked.ts'

// A whole answer holds a trace.
const limits = { bytes: 16 * 1024 * 1024, depthLevels: 100, keysCount: 1_000_000 }

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

/**
 * The text of a receipt, canonical as `verifyReceipt` takes it, from JSON in any layout: a receipt, or a whole answer of the
 * service that holds one. Programs write JSON anew when they store it; what it says is checked, not how it was laid out. Issues
 * where it is no JSON, or a key stands twice in it.
 */
export const receiptText = (json: string): Checked<string> => {
  const read = readJson(json, limits)
  if (!read.ok) return read
  const held = member(read.value, 'receipt')
  if (typeof held === 'string') return accepted(held)
  return accepted(canonicalJson(held ?? read.value))
}
