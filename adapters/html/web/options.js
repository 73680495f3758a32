// A picture's data as options of ECharts.
import { symbols } from './theme.js'

const patterned = new Set(['pie', 'funnel'])
const kinds = { line: axes, bars: axes, pie, funnel, heatmap, sankey }

export function optionOf(picture, figure, theme, width) {
  return {
    animation: false,
    backgroundColor: 'transparent',
    color: theme.colours,
    textStyle: { color: theme.text, fontFamily: 'system-ui, sans-serif' },
    // Patterns tell slices apart without colour; elsewhere stripes mean what may still change. The page labels its
    // pictures itself.
    aria: { enabled: patterned.has(picture.kind), label: { enabled: false }, decal: { show: true } },
    ...kinds[picture.kind](picture, figure, theme, width),
  }
}

// `richText` draws on the canvas: the content security policy allows no style in markup.
const tooltip = (theme, more) => ({
  renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line,
  textStyle: { color: theme.text }, ...more,
})

const marked = (picture, ...marks) => (picture.marks ?? []).map((mark) => marks.includes(mark))

// ---------------------------------------------------------------- lines and bars

function axes(picture, figure, theme, width) {
  const series = picture.series.flatMap((one, index) => [
    ...(picture.kind === 'line' ? line(one, index, picture, theme) : [bar(one, index, theme)]),
    ...interval(one, index, picture, theme),
  ])
  const hatched = marked(picture, 'partial', 'incomplete')
  if (hatched.some(Boolean)) series.unshift(hatching(hatched, theme))
  const categories = { type: 'category', data: picture.categories }
  const wide = picture.categories.some((name) => name.length > 9)
  const sideways = picture.kind === 'bars' && !picture.marks && wide  // names, not periods: bars lie
  const names = {
    ...categories, name: picture.categoryAxis, nameLocation: 'middle', nameGap: sideways ? 12 : 34,
    nameTextStyle: { color: theme.quiet }, axisLine: { lineStyle: { color: theme.line } }, axisTick: { show: false },
    axisLabel: { color: theme.quiet, hideOverlap: true, width: sideways ? Math.min(180, width / 3) : undefined, overflow: 'truncate' },
    inverse: sideways, ...(sideways ? { nameLocation: 'start', nameGap: 14 } : {}),
  }
  const values = {
    type: 'value', name: picture.valueAxis, nameTextStyle: { color: theme.quiet, align: sideways ? 'right' : 'left' },
    nameLocation: sideways ? 'middle' : 'end', nameGap: sideways ? 26 : 12,
    splitLine: { lineStyle: { color: theme.line, type: 'dotted' } },
    axisLabel: { color: theme.quiet, formatter: figure.short, hideOverlap: true },
    minInterval: picture.format.style === 'count' ? 1 : 0,
  }
  const hidden = { show: false, min: 0, max: 1 }
  return {
    grid: { left: 8, right: 20, top: picture.series.length > 1 ? 56 : 34, bottom: 30, containLabel: true },
    legend: legend(picture, theme),
    tooltip: tooltip(theme, { trigger: 'axis', valueFormatter: (value) => (value == null ? picture.noValue : figure.full(value)) }),
    xAxis: sideways ? [values] : [names, { ...categories, show: false }],
    yAxis: sideways ? [names] : [values, hidden],
    series,
  }
}

const legend = (picture, theme) =>
  picture.series.length > 1
    ? { type: 'scroll', top: 0, textStyle: { color: theme.text }, pageTextStyle: { color: theme.text }, pageIconColor: theme.text,
        pageIconInactiveColor: theme.line, data: picture.series.map((one) => one.name) }
    : undefined

function bar(one, index, theme) {
  const plain = { color: theme.colours[index % theme.colours.length] }
  const ahead = { color: 'transparent', borderColor: plain.color, borderType: 'dashed', borderWidth: 1.5 }
  return { type: 'bar', name: one.name, data: one.values, barMaxWidth: 42, itemStyle: one.dashed ? ahead : plain }
}

// What lies ahead is dashed: the whole of a forecast's series, or the periods of a series that are a forecast.
function line(one, index, picture, theme) {
  const colour = theme.colours[index % theme.colours.length]
  const ahead = marked(picture, 'forecast')
  const begins = ahead.indexOf(true)
  const style = (dashed) => ({
    type: 'line', name: one.name, connectNulls: false, symbol: symbols[index % symbols.length], symbolSize: 6,
    showAllSymbol: false, lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' }, itemStyle: { color: colour },
  })
  if (one.dashed || begins < 0) return [{ ...style(one.dashed), data: one.values }]
  return [
    { ...style(false), data: one.values.map((value, at) => (ahead[at] ? null : value)) },
    { ...style(true), symbol: 'emptyCircle', data: one.values.map((value, at) => (at >= begins - 1 ? value : null)), tooltip: { show: false } },
  ]
}

// Columns behind the figures, over the whole height.
function hatching(hatched, theme) {
  return {
    type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barWidth: '100%', silent: true, z: 0, tooltip: { show: false },
    data: hatched.map((yes) => (yes ? 1 : null)),
    itemStyle: { color: { type: 'pattern', image: stripes(theme), repeat: 'repeat' } },
  }
}

function stripes(theme) {
  const tile = document.createElement('canvas')
  const size = (tile.width = tile.height = 8)
  const pen = tile.getContext('2d')
  pen.strokeStyle = theme.hatch
  pen.lineWidth = 1.5
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size)
    pen.lineTo(shift + size, 0)
  }
  pen.stroke()
  return tile
}

// Bands behind lines, whiskers on bars.
function interval(one, index, picture, theme) {
  if (!one.low) return []
  const colour = theme.colours[index % theme.colours.length]
  const rows = one.low.map((low, at) => [at, low, one.high[at]])
  if (picture.kind === 'line') return runsOf(rows).map((run) => band(run, one.name, colour))
  const count = picture.series.length
  return [{
    type: 'custom', name: one.name, z: 5, silent: true, tooltip: { show: false }, data: rows.filter((row) => row[1] != null),
    encode: { x: 0, y: [1, 2] },
    renderItem: (_, api) => whisker(api, index, count, theme),
  }]
}

function whisker(api, index, count, theme) {
  const room = Math.min(api.size([1, 0])[0] * 0.8, 42 * count)
  const shift = (index - (count - 1) / 2) * (room / count)
  const [x, low] = api.coord([api.value(0), api.value(1)])
  const high = api.coord([api.value(0), api.value(2)])[1]
  const at = x + shift
  const stroke = { stroke: theme.text, lineWidth: 1.5 }
  const part = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: stroke })
  return { type: 'group', children: [part(at, low, at, high), part(at - 4, low, at + 4, low), part(at - 4, high, at + 4, high)] }
}

function runsOf(rows) {
  const runs = []
  let open = false
  for (const row of rows) {
    if (row[1] == null || row[2] == null) {
      open = false
      continue
    }
    if (!open) runs.push([])
    open = true
    runs.at(-1).push(row)
  }
  return runs
}

function band(run, name, colour) {
  return {
    type: 'custom', name, silent: true, z: 1, tooltip: { show: false }, data: [run[0]], encode: { x: 0, y: [1, 2] },
    renderItem: (_, api) => {
      const upper = run.map(([at, , high]) => api.coord([at, high]))
      const lower = run.map(([at, low]) => api.coord([at, low])).reverse()
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: colour, opacity: 0.18 } }
    },
  }
}

// ---------------------------------------------------------------- shares and steps

const named = (picture) => picture.categories.map((name, at) => ({ name, value: picture.series[0].values[at] }))

function pie(picture, figure, theme) {
  return {
    tooltip: tooltip(theme, { trigger: 'item', formatter: ({ name, value, percent }) => `${name}: ${figure.full(value)} (${percent} %)` }),
    series: [{
      type: 'pie', radius: ['34%', '68%'], data: named(picture).filter((one) => one.value > 0),
      label: { color: theme.text, lineHeight: 16, formatter: ({ name, value }) => `${name}\n${figure.full(value)}` },
      itemStyle: { borderColor: theme.ground, borderWidth: 2 },
    }],
  }
}

function funnel(picture, figure, theme) {
  return {
    tooltip: tooltip(theme, { trigger: 'item', formatter: ({ name, value }) => `${name}: ${figure.full(value)}` }),
    series: [{
      type: 'funnel', sort: 'none', left: '8%', width: '60%', top: 10, bottom: 10, minSize: '2%', gap: 3, data: named(picture),
      itemStyle: { borderColor: theme.ground },
      label: { position: 'right', color: theme.text, formatter: ({ name, value }) => `${name}: ${figure.full(value)}` },
      labelLine: { lineStyle: { color: theme.line } },
    }],
  }
}

// ---------------------------------------------------------------- grids and flows

function heatmap(picture, figure, theme) {
  const cells = picture.series.flatMap((row, y) => row.values.flatMap((value, x) => (value == null ? [] : [[x, y, value]])))
  const few = picture.categories.length <= 14
  const axis = (name, data, more) => ({
    type: 'category', name, data, nameTextStyle: { color: theme.quiet }, axisLabel: { color: theme.quiet }, axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } }, splitArea: { show: false }, ...more,
  })
  return {
    grid: { left: 8, right: 12, top: 34, bottom: 62, containLabel: true },
    tooltip: tooltip(theme, {
      trigger: 'item',
      formatter: ({ value: [x, y, value] }) => `${picture.series[y].name}, ${picture.categories[x]}: ${figure.full(value)}`,
    }),
    xAxis: axis(picture.categoryAxis, picture.categories, { nameLocation: 'middle', nameGap: 26 }),
    yAxis: axis(picture.valueAxis, picture.series.map((row) => row.name), { inverse: true, nameLocation: 'start' }),
    visualMap: {
      min: Math.min(...cells.map((cell) => cell[2])), max: Math.max(...cells.map((cell) => cell[2])), orient: 'horizontal', left: 'center',
      bottom: 0, itemHeight: 120, itemWidth: 12, inRange: { color: theme.ramp }, textStyle: { color: theme.quiet },
      formatter: (value) => figure.short(value),
    },
    series: [{
      type: 'heatmap', data: cells, itemStyle: { borderColor: theme.ground, borderWidth: 1 },
      label: { show: few, formatter: ({ value }) => figure.short(value[2]), fontSize: 10, textBorderColor: theme.ground, textBorderWidth: 2, color: theme.text },
    }],
  }
}

// A flow may lead back (client → former client → client), which a sankey cannot draw: where it goes stands on the right.
function sankey(picture, figure, theme) {
  const left = (at) => picture.categories[at]
  const right = (at) => picture.categories[at] + '\u200b'
  const nodes = new Map()
  picture.flows.forEach(([from, to]) => {
    nodes.set(left(from), { name: left(from), depth: 0, itemStyle: { color: theme.colours[from % theme.colours.length] } })
    nodes.set(right(to), { name: right(to), depth: 1, itemStyle: { color: theme.colours[to % theme.colours.length] } })
  })
  return {
    tooltip: tooltip(theme, {
      trigger: 'item',
      formatter: ({ data, name, value }) => (data.source ? `${data.source} → ${data.target}` : name) + `: ${figure.full(value)}`,
    }),
    series: [{
      type: 'sankey', left: 10, right: 130, top: 10, bottom: 10, nodeGap: 14, emphasis: { focus: 'adjacency' },
      data: [...nodes.values()], links: picture.flows.map(([from, to, value]) => ({ source: left(from), target: right(to), value })),
      lineStyle: { color: 'source', opacity: 0.4 },
      label: { color: theme.text, formatter: ({ name, value }) => `${name}  ${figure.full(value)}` },
    }],
  }
}
