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

function drawOne(one) {
  const theme = themeOf(dark.matches && !printing)
  one.chart ??= echarts.init(one.place, null, { renderer: 'canvas' })
  one.chart.setOption(optionOf(one.picture, one.figure, theme, one.place.clientWidth), true)
  document.documentElement.dataset.drawn = String(charts.filter(({ chart }) => chart).length)
}

function redraw() {
  for (const one of charts) {
    one.chart?.resize()
    drawOne(one)
  }
}

// What is on the screen at once, the others together when that is painted.
function drawRest() {
  charts.filter(({ chart }) => !chart).forEach(drawOne)
  performance.mark('drawn')
}

document.documentElement.dataset.drawn = '0'
charts.filter(({ place }) => place.getBoundingClientRect().top < innerHeight).forEach(drawOne)
requestAnimationFrame(() => setTimeout(drawRest))
dark.addEventListener('change', redraw)
addEventListener('resize', redraw)
addEventListener('beforeprint', () => {
  printing = true
  redraw()
})
addEventListener('afterprint', () => {
  printing = false
  redraw()
})
