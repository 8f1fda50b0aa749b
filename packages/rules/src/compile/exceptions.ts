import type { Issue } from '../kernel/issue.ts'
import type { LayerDocuments } from '../parse/rule-documents.ts'
import { sortNames } from './circles.ts'
import { reporter, reportUnknown } from './conditions.ts'

/** An exception names a rule of the same layer and decision, and no exceptions run in a circle. */
export const checkExceptions = (layer: LayerDocuments, national: LayerDocuments, issues: Issue[]): void => {
  const own = new Map(layer.rules.map(({ value }) => [value.name, value]))
  const nationwide = new Set(layer === national ? [] : national.rules.map(({ value }) => value.name))
  for (const { value, file, pointer } of layer.rules) {
    const report = reporter(file, issues)
    value.exceptionTo.forEach((name, i) => {
      const place = `${pointer}/exceptionTo/${i}`
      const target = own.get(name)
      if (nationwide.has(name)) {
        const message = `“${name}” is a national rule; a council may except only its own.`
        report(place, 'local-loosens-national', message)
      } else if (target === undefined) reportUnknown(report, place, 'rule', name, own.keys())
      else if (target.decision !== value.decision) {
        report(place, 'not-allowed-here', 'A rule excepts rules of its own decision only.')
      }
    })
  }
  checkCircles(layer, issues)
}

const checkCircles = (layer: LayerDocuments, issues: Issue[]): void => {
  const edges = new Map<string, readonly string[]>()
  for (const { value } of layer.rules) {
    // Editions share a name, and a way that two of them name is still one way.
    edges.set(value.name, [...new Set([...(edges.get(value.name) ?? []), ...value.exceptionTo])])
  }
  for (const circle of sortNames(edges).circles) {
    const first = layer.rules.find(
      ({ value }) => circle.includes(value.name) && value.exceptionTo.some(name => circle.includes(name)),
    )!
    const message = `These rules except one another in a circle: ${circle.join(', ')}.`
    issues.push({ code: 'circle', file: first.file, pointer: `${first.pointer}/exceptionTo`, message })
  }
}
