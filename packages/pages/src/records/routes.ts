import type { PageRoute } from '../html/route.ts'
import { exportRoutes } from './export.ts'
import { listRoutes } from './list.ts'
import { peopleRoute } from './people.ts'
import { receiptRoute, recordRoute } from './record.ts'
import { reportRoute } from './report.ts'
import { verifyRoutes } from './verify.ts'

/** The pages about what was recorded. That of one record comes last, since its address could be any. */
export const recordPages: readonly PageRoute[] = [
  ...listRoutes,
  reportRoute,
  ...verifyRoutes,
  ...exportRoutes,
  receiptRoute,
  peopleRoute,
  recordRoute,
]
