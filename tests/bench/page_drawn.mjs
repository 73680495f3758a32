// How long Chromium takes until a report page is drawn: node page_drawn.mjs PAGE ROUNDS
//
// Prints, of the fastest round, the seconds from asking for the page until everything on the screen is drawn, and until
// the pictures further down are too, which are drawn while the browser has nothing else to do.
// Must be run where node_modules stands.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(join(process.cwd(), 'package.json'))
const { chromium } = require('playwright-core')
const [address, rounds] = [pathToFileURL(resolve(process.argv[2])).href, Number(process.argv[3])]
const browser = await chromium.launch({ executablePath: process.env.SEGUE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })

let best = [Infinity, Infinity]
for (let round = 0; round < rounds; ++round) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await new Promise((ready) => setTimeout(ready, 500)) // the browser is busy with itself
  await page.goto(address)
  await page.waitForFunction(() => performance.getEntriesByName('complete').length)
  const drawn = await page.evaluate(() =>
    ['drawn', 'complete'].map((name) => performance.getEntriesByName(name)[0].startTime / 1000))
  if (drawn[0] < best[0]) best = drawn
  await page.close()
}
await browser.close()
console.log(best.map((seconds) => seconds.toFixed(2)).join(' '))
