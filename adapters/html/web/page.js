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
  const chart = echarts.init(place, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, devicePixelRatio) })
  return { place, picture, chart, figure: formatter(picture.format, language) }
})

function draw() {
  const theme = themeOf(dark.matches && !printing)
  for (const { place, picture, chart, figure } of charts) {
    chart.resize()
    chart.setOption(optionOf(picture, figure, theme, place.clientWidth), true)
  }
}

draw()
dark.addEventListener('change', draw)
addEventListener('resize', draw)
addEventListener('beforeprint', () => {
  printing = true
  draw()
})
addEventListener('afterprint', () => {
  printing = false
  draw()
})
document.documentElement.dataset.drawn = String(charts.length)
