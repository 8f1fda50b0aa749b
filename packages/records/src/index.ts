/** The public list, by hand. */

export type { Envelope, RecordType } from './envelope.ts'
export { type KeptRequest, keptRequest } from './intake/kept-request.ts'
export { looksPersonal, referenceIssues } from './intake/references.ts'
export { ensureKeys, type KeyPlan } from './keys/ensure-keys.ts'
export type { DataKeyRow, KeyQuestions, KeyRows, KeyRowsHeld, SubjectRow } from './keys/key-rows.ts'
export { type KeyWant, questionsOf, wantOf } from './keys/want.ts'
export { type DataKeyPlace, newKeyId, newWrappedKey, unwrapKey } from './keys/wrap.ts'
export type { Random } from './random.ts'
export { openPayload, type SealedFor, sealPayload } from './seal/seal.ts'
export { type DeploymentKeys, deploymentKeys, lookupOf } from './secret/deployment-keys.ts'
export { newRootSecretText, type RootSecret, rootSecretOf } from './secret/root-secret.ts'
export { type RootSecretPlace, readRootSecret } from './secret/secret-file.ts'
