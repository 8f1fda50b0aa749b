import { showPage } from '../html/page.ts'
import type { PageRoute } from '../html/route.ts'
import { accessWords } from '../words/access.ts'
import { sessionCookie, takenAway } from './cookies.ts'
import { keyRoutes } from './sign-in.ts'
import { elsewhereRoutes } from './sign-in-elsewhere.ts'

const signOut: PageRoute = {
  method: 'post',
  path: '/sign-out',
  isChange: true,
  answer: ({ service }) =>
    showPage(service, {
      view: 'access/signed-out',
      title: accessWords.signedOut,
      cache: 'none',
      model: { words: accessWords },
      cookies: [takenAway(service, sessionCookie, 'Strict')],
    }),
}

/** Signing in and out. */
export const signInRoutes: readonly PageRoute[] = [...keyRoutes, ...elsewhereRoutes, signOut]
