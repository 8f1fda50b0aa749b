/** One metric as Prometheus reads it, with all its samples. */
export interface Family {
  readonly name: string
  readonly help: string | undefined
  readonly type: string | undefined
  readonly samples: {
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
    readonly value: string
  }[]
}

const sampleForm = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/
const labelForm = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/g

const labelsIn = (text: string): Record<string, string> => {
  const found = [...text.matchAll(labelForm)]
  if (found.map(([whole]) => whole).join('') !== text) throw new Error(`labels that cannot be read: ${text}`)
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}

/** A text of metrics, version 0.0.4, read strictly: a sample stands under the HELP and TYPE of its own metric. */
export const familiesIn = (text: string): readonly Family[] => {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const families: Family[] = []
  for (const line of text.split('\n').filter(one => one !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? []
    const last = families.at(-1)
    if (kind === 'HELP') families.push({ name, help: rest, type: undefined, samples: [] })
    else if (kind === 'TYPE' && last?.name === name) families[families.length - 1] = { ...last, type: rest }
    else {
      const [, sample = '', labels = '', value = ''] = sampleForm.exec(line) ?? []
      const isOwn = last !== undefined && sample.replace(/_(?:bucket|sum|count)$/, '').startsWith(last.name)
      if (!isOwn) throw new Error(`a line of no metric: ${line}`)
      last.samples.push({ name: sample, labels: labelsIn(labels), value })
    }
  }
  return families
}

const types = ['counter', 'gauge', 'histogram', 'summary']
const badUnits =
  /(?:^|_)(?:milliseconds|millis|ms|microseconds|nanoseconds|minutes|hours|days|kilobytes|megabytes|percent|percentage)(?:_|$)/
const reserved = /_(?:bucket|sum|count|gauge|counter|histogram|summary|metric)$/

const faultsOfName = ({ name, help, type }: Family): readonly string[] => [
  ...(/^[a-z][a-z0-9_]*$/.test(name) ? [] : ['its name has other than small letters, digits and “_”']),
  ...(help === undefined || help.trim() === '' ? ['it has no HELP'] : []),
  ...(type !== undefined && types.includes(type) ? [] : ['it has no TYPE']),
  ...(type === 'counter' && !name.endsWith('_total') ? ['a counter ends with _total'] : []),
  ...(type !== 'counter' && name.endsWith('_total') ? ['only a counter ends with _total'] : []),
  ...(badUnits.test(name) ? ['its unit is no base unit'] : []),
  ...(reserved.test(name) ? ['its name ends with a reserved word, or its type'] : []),
]

const faultsOfLabels = ({ type, samples }: Family): readonly string[] => {
  const names = new Set(samples.flatMap(({ labels }) => Object.keys(labels)))
  const series = samples.map(({ name, labels }) => `${name} ${JSON.stringify(Object.entries(labels).sort())}`)
  return [
    ...(names.has('quantile') && type !== 'summary' ? ['only a summary has the label “quantile”'] : []),
    ...(names.has('le') && type !== 'histogram' ? ['only a histogram has the label “le”'] : []),
    ...([...names].every(name => /^[a-z][a-z0-9_]*$/.test(name)) ? [] : ['a label has other than small letters']),
    ...(new Set(series).size === series.length ? [] : ['a series stands twice']),
    ...(samples.every(({ value }) => value !== '' && Number.isFinite(Number(value))) ? [] : ['a value is no number']),
  ]
}

const faultsOfBuckets = ({ name, type, samples }: Family): readonly string[] => {
  if (type !== 'histogram') return []
  const keyOf = ({ le: _, ...labels }: Readonly<Record<string, string>>) => JSON.stringify(labels)
  const buckets = samples.filter(one => one.name === `${name}_bucket`)
  return [...new Set(buckets.map(({ labels }) => keyOf(labels)))].flatMap(key => {
    const own = buckets.filter(({ labels }) => keyOf(labels) === key)
    const counts = own.map(({ value }) => Number(value))
    const count = samples.find(one => one.name === `${name}_count` && keyOf(one.labels) === key)
    return [
      ...(own.at(-1)?.labels.le === '+Inf' ? [] : ['its last bucket is not +Inf']),
      ...(counts.every((value, i) => i === 0 || value >= counts[i - 1]!) ? [] : ['its buckets are not cumulative']),
      ...(Number(count?.value) === counts.at(-1) ? [] : ['its count is not that of its last bucket']),
    ]
  })
}

/** What Prometheus’s conventions are broken by, as `promtool check metrics` says it and in some things more strictly. */
export const faultsIn = (families: readonly Family[]): readonly string[] => [
  ...families.flatMap(family =>
    [...faultsOfName(family), ...faultsOfLabels(family), ...faultsOfBuckets(family)].map(
      fault => `${family.name}: ${fault}`,
    ),
  ),
  ...families
    .filter((one, i) => families.findIndex(({ name }) => name === one.name) !== i)
    .map(one => `${one.name}: twice`),
]
