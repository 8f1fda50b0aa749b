/** The public list, by hand. */
export { type HoldInterview, holdHere, holdInThread } from './interview/thread.ts'
export type {
  Identified,
  KeepOutcome,
  KeepRequest,
  OidcSettings,
  PageReply,
  PagesAccess,
  PagesService,
  SignInFailure,
  Visitor,
} from './parts.ts'
export { createPages, pageNotFound, pageRoutes } from './router.ts'
export { parseTheme, type Theme, usualTheme } from './theme/theme.ts'
export { builtProgram, createWhyNot, type SearchWhyNot } from './why-not/find.ts'
