import { loadRules } from '@virtual-school/rules'
const rules = await loadRules('rules', { whole: true })
for (const a of rules.rulebook.authorities.values()) for (const t of a.unmodelled) if (t.layer===a.id) console.log(a.id, t.id, t.bears, t.isNotHeld?'NOTHELD':'', t.firstDay, t.lastDay, t.decisions.join(','), t.source,'|', t.locator, '|', t.conditions?'cond':'')
for (const d of rules.decisions) console.log(d.id, JSON.stringify(d.completeFrom))
