import { receiptOf } from '@virtual-school/records'
import type { PageRoute } from '../html/route.ts'
import { limitedPerChild, noRecord } from './reading.ts'

/** GET /records/:id/receipt: a file to keep, which proves that the record is in the log. */
export const receiptRoute: PageRoute = {
  method: 'get',
  path: '/records/:id/receipt',
  scope: 'records:read',
  isShared: true,
  answer: limitedPerChild(
    ({ params: { id = '' } }) => ({ id }),
    async (tools, visit, { records, by }) => {
      const { id = '' } = visit.params
      const receipt = await receiptOf(records, id, by)
      if (!receipt.ok) return noRecord(tools, visit)
      return {
        status: 200,
        type: 'application/json; charset=utf-8',
        body: receipt.value,
        cache: 'none',
        headers: { 'Content-Disposition': `attachment; filename="receipt-${id}.json"` },
      }
    },
  ),
}
