import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply, Visitor } from '../parts.ts'

/** Who may go on, or what is answered instead. */
export type Admitted = { readonly visitor: Visitor | undefined } | { readonly reply: PageReply }

/** Whether somebody may see a page: by the scope that its route names. */
export const admit = async ({ service }: Tools, { scope }: PageRoute, _visit: Visit): Promise<Admitted> => {
  const visitor = service.access.isOpen() ? service.access.local : undefined
  if (scope === undefined) return { visitor }
  if (visitor === undefined || !visitor.scopes.has(scope)) return { reply: problemPage(service, 'not-allowed') }
  return { visitor }
}
