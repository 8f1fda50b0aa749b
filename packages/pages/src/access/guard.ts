import { problemPage } from '../html/problem.ts'
import type { GoingOn, PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply, Visitor } from '../parts.ts'
import { findVisitor, isOwnForm } from './session.ts'
import { signInPage } from './sign-in.ts'

/** Who may go on, or what is answered instead. */
export type Admitted = { readonly visitor: Visitor | undefined } | { readonly reply: PageReply }

/** Whether somebody may see a page: by the scope that its route names. */
export const admit = async (tools: Tools, route: PageRoute, visit: Visit): Promise<Admitted> => {
  const { service } = tools
  // Style and script are for everybody, and need not find out whom they are for.
  if (route.path.startsWith('/assets/')) return { visitor: undefined }
  const { visitor, failure } = await findVisitor(tools, visit)
  if (route.scope === undefined) return visitor === undefined ? { visitor } : checkForm(tools, route, visit, visitor)
  if (visitor === undefined && route.mayBePublic === true && service.isPublic)
    return route.method === 'get' || service.access.countPublic(visit.address)
      ? { visitor }
      : { reply: problemPage(service, 'too-many') }
  if (failure === 'too-many') return { reply: problemPage(service, 'too-many') }
  if (failure === 'unreachable') return { reply: problemPage(service, 'sign-in-unreachable') }
  if (visitor === undefined)
    return { reply: signInPage(tools, { status: 401, goesOn: goingOn(route, visit), isOver: failure !== undefined }) }
  const refused = refuse(tools, route, visit, visitor)
  return refused === undefined ? checkForm(tools, route, visit, visitor) : { reply: refused }
}

const checkForm = (tools: Tools, route: PageRoute, visit: Visit, visitor: Visitor): Admitted =>
  route.isChange === true && !isOwnForm(tools, visit, visitor)
    ? { reply: problemPage(tools.service, 'other-form', undefined, visitor) }
    : { visitor }

const refuse = (tools: Tools, route: PageRoute, visit: Visit, visitor: Visitor): PageReply | undefined => {
  const { service } = tools
  const { scope = '' } = route
  if (!visitor.isLocal && !service.access.count(visitor)) return problemPage(service, 'too-many', undefined, visitor)
  if (!visitor.scopes.has(scope)) return problemPage(service, 'not-allowed', undefined, visitor)
  if (!scope.startsWith('records:')) return undefined
  if (service.records === undefined) return problemPage(service, 'records-off', undefined, visitor)
  // The record of who has seen what names a person, on an open service too.
  return visitor.person === undefined ? signInPage(tools, { status: 401, goesOn: goingOn(route, visit) }) : undefined
}

const goingOn = ({ method, goesOn }: PageRoute, visit: Visit): GoingOn => {
  if (goesOn !== undefined) return goesOn(visit)
  return { path: method === 'get' ? `${visit.path}${visit.search}` : '/' }
}
