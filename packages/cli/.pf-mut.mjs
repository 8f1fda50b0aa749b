import { loadRules } from '@virtual-school/rules'
import { mutationReport } from '@virtual-school/verify'
import { writeFileSync } from 'node:fs'
const rules = await loadRules('rules', { whole: true })
const [layer, out] = process.argv.slice(2)
const ids = new Set(); let dup = 0
const t = Date.now(); let last = 0
const report = await mutationReport(rules, { select: m => { if (ids.has(m.id)) { dup++; console.error('DUP', m.id) } ids.add(m.id); return layer === 'requirements' ? m.group === 'requirements' || m.group === 'questions' : m.layer === layer && m.group !== 'requirements' && m.group !== 'questions' },
  progress: (s, d, n) => { if (Date.now() - last > 30000) { last = Date.now(); console.error(s, d, n, Math.round((last - t) / 1000)) } } })
console.error('all', ids.size, 'mutants', report.mutantsCount, 'killed', report.killed.length, 'equivalent', report.equivalent.length, 'survivors', report.survivors.length, JSON.stringify(report.milliseconds))
writeFileSync(out, JSON.stringify(report, null, 1))
