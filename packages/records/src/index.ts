/** The public list, by hand. */

export type { Envelope, RecordType } from './envelope.ts'
export type { Account, AccountPage, AccountPart, Asked, Safeguard, ToldFact } from './explanation/account.ts'
export { accountOf } from './explanation/account-of.ts'
export type { AccountInput, LaterEvent, OpenedDecision, RecordChecks } from './explanation/input.ts'
export { accountAsHtml, accountContentSecurityPolicy } from './explanation/render-html.ts'
export { accountAsMarkdown } from './explanation/render-markdown.ts'
