import { createSecretKey, type KeyObject } from 'node:crypto'
import { type Checked, canonicalJson } from '@virtual-school/rules'
import { accepted, refusal } from '../model/checked.ts'
import type { DeploymentKeys } from './deployment-keys.ts'
import { closeBox, openBox, type Random } from './seal.ts'

/**
 * A data key on its way out stands under the name of its decision with this in front, which no decision has: so nothing new is
 * sealed under it, while what was can be opened until it is sealed again.
 */
const mark = 'retired:'

export const retiredName = (decision: string): string => `${mark}${decision}`
export const isRetired = ({ decision }: Pick<DataKeyRow, 'decision'>): boolean => decision.startsWith(mark)
/** The decision that a retired key is of. */
export const decisionOfRetired = (name: string): string => name.slice(mark.length)
/** What SQL’s LIKE takes for the names of retired keys. */
export const retiredPattern = `${mark}%`

/** Which data key it is, and what is sealed under it. */
export interface DataKeyPlace {
  /** 32 hexadecimal digits by chance. */
  readonly key: string
  readonly subject: string
  readonly decision: string
  /** Of the records sealed under it, so that retention can destroy them by year. */
  readonly year: number
}

type Wrapping = Pick<DeploymentKeys, 'wrapping'>
const dataKeyBytes = 32

/** By the four members alone, whatever else the row has. */
const aboutOf = ({ key, subject, decision, year }: DataKeyPlace): string =>
  `data-key\n${canonicalJson({ key, subject, decision, year })}`

/** A new data key, wrapped: it can be read with the deployment’s wrapping key, and in this place, alone. 61 bytes. */
export const newWrappedKey = ({ wrapping }: Wrapping, place: DataKeyPlace, random: Random): Buffer =>
  closeBox(wrapping, random(dataKeyBytes), aboutOf(place), random)

/** A data key that was taken out, wrapped for another place. */
export const wrapAgain = ({ wrapping }: Wrapping, key: KeyObject, place: DataKeyPlace, random: Random): Buffer =>
  closeBox(wrapping, key.export(), aboutOf(place), random)

/** A data key from its row. Refused where the row was changed, or was wrapped by another deployment. */
export const unwrapKey = (
  { wrapping }: Wrapping,
  row: DataKeyPlace & { readonly wrapped: Uint8Array },
): Checked<KeyObject> => {
  const bytes = openBox(wrapping, row.wrapped, aboutOf(row))
  if (bytes === undefined || bytes.length !== dataKeyBytes)
    return refusal('malformed', '', 'The data key does not open: its row was changed, or the root secret is another.')
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return accepted(key)
}

/** A random id of 128 bits, as subjects and data keys have. */
export const newKeyId = (random: Random): string => Buffer.from(random(16)).toString('hex')

/** A row of `keys.data_keys`. */
export interface DataKeyRow extends DataKeyPlace {
  readonly wrapped: Uint8Array
}
