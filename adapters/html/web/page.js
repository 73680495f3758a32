// Draws the pictures of a report page. The data stands in the element #pictures (adapters/html/picture_data.cc).
import * as echarts from 'echarts/core'
import { BarChart, CustomChart, FunnelChart, HeatmapChart, LineChart, PieChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'
import { formatter } from './figures.js'
import { optionOf } from './options.js'
import { themeOf } from './theme.js'

echarts.use([
  BarChart, CustomChart, FunnelChart, HeatmapChart, LineChart, PieChart, SankeyChart,
  AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer,
])

const pictures = JSON.parse(document.getElementById('pictures').textContent)
const places = [...document.querySelectorAll('[data-picture]')]
const dark = matchMedia('(prefers-color-scheme: dark)')
const language = document.documentElement.lang
let printing = false

const charts = places.map((place) => {
  const picture = pictures[Number(place.dataset.picture)]
  return { place, picture, chart: null, figure: formatter(picture.format, language) }
})

// All places are measured before anything is drawn: a drawing between two measurements would make the browser lay the
// whole page out again.
function measure() {
  for (const one of charts) one.size = { width: one.place.clientWidth, height: one.place.clientHeight }
}

function drawOne(one) {
  const theme = themeOf(dark.matches && !printing)
  if (one.chart) one.chart.resize(one.size)
  else one.chart = echarts.init(one.place, null, { renderer: 'canvas', ...one.size })
  one.chart.setOption(optionOf(one.picture, one.figure, theme, one.size.width), true)
}

function draw(some) {
  some.forEach(drawOne)
  document.documentElement.dataset.drawn = String(charts.filter(({ chart }) => chart).length)
}

function redraw(some = charts.filter(({ chart }) => chart)) {
  measure()
  draw(some)
}

// What is on the screen at once; the others when they come near it, or while the browser has nothing else to do.
measure()
draw(charts.filter(({ place }) => place.getBoundingClientRect().top < innerHeight))
performance.mark('drawn')

const near = new IntersectionObserver((entries) => {
  const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)
  draw(charts.filter(({ chart, place }) => !chart && seen.includes(place)))
}, { rootMargin: '100%' })

function drawWhileIdle(deadline) {
  do {
    const next = charts.find(({ chart }) => !chart)
    if (!next) return complete()
    draw([next])
  } while (deadline.timeRemaining() > 0)
  whenIdle()
}

function complete() {
  near.disconnect()
  performance.mark('complete')
}

const whenIdle = () => requestIdleCallback(drawWhileIdle, { timeout: 1000 })

requestAnimationFrame(() =>
  setTimeout(() => {
    charts.forEach(({ chart, place }) => chart || near.observe(place))
    whenIdle()
  }),
)
dark.addEventListener('change', () => redraw())
addEventListener('resize', () => redraw())
addEventListener('beforeprint', () => {
  printing = true
  redraw(charts)
})
addEventListener('afterprint', () => {
  printing = false
  redraw()
})
