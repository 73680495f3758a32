// Opens report pages in headless Chromium: node check.mjs FOLDER GOLDEN_FOLDER
//
// FOLDER holds the pages, NAME.html. Of each: every picture draws, no request leaves, the console has no error, axe-core
// finds nothing, on a light and on a dark ground; what a screen reader reads equals GOLDEN_FOLDER/NAME.txt where there is
// one (SEGUE_UPDATE=1 rewrites it); data has not become script; printed at once it has every picture. Pages named `print-N-…` fit on N sheets of A4.
// Must be run where node_modules stands.
import { readdirSync, readFileSync, statSync, writeFileSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(join(process.cwd(), 'package.json'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const [folder, goldens] = process.argv.slice(2).map((path) => resolve(path))
const update = process.env.SEGUE_UPDATE === '1'
const kLargest = 1_500_000 // bytes
const faults = []

const browser = await chromium.launch({ executablePath: process.env.SEGUE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })

async function open(file, fault) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', timezoneId: 'UTC' })
  const page = await context.newPage()
  const address = pathToFileURL(file).href
  page.on('request', (request) => {
    if (request.url() !== address) fault(`asks for ${request.url().slice(0, 100)}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') fault(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => fault(`script: ${error.message}`))
  page.on('dialog', (dialog) => {
    fault('a dialog opened')
    dialog.dismiss()
  })
  await page.goto(address)
  return page
}

// A picture that was not drawn has one colour.
const colours = () =>
  [...document.querySelectorAll('[data-picture]')].map((place) => {
    const canvas = place.querySelector('canvas')
    if (!canvas) return 0
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const seen = new Set()
    for (let at = 0; at < data.length && seen.size < 20; at += 4) seen.add(data.slice(at, at + 4).join())
    return seen.size
  })

async function checkGround(page, scheme, fault) {
  await page.emulateMedia({ colorScheme: scheme })
  const pictures = await page.evaluate(colours)
  pictures.forEach((count, index) => {
    if (count < 3) fault(`picture ${index + 1} is empty (${scheme})`)
  })
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const { id, help, nodes } of violations) fault(`axe, ${scheme}: ${id}: ${help}: ${nodes[0].html.slice(0, 160)}`)
}

// What a screen reader reads, its tables shortened to their first rows: the figures are other tests' concern.
function compare(name, text, fault) {
  const golden = join(goldens, name + '.txt')
  if (update && existsSync(golden)) writeFileSync(golden, text)
  if (!existsSync(golden)) return
  const expected = readFileSync(golden, 'utf8')
  if (expected === text) return
  const [was, is] = [expected.split('\n'), text.split('\n')]
  const at = is.findIndex((line, index) => line !== was[index])
  fault(`reads differently from line ${at + 1}:\n    expected ${was[at]}\n    found    ${is[at]}`)
}

// Whoever points at a picture is told its figures, which the content security policy must allow.
async function checkPointing(page) {
  for (const place of await page.locator('[data-picture]').all()) {
    await place.hover({ position: { x: 260, y: 150 } })
    await page.waitForTimeout(30)
  }
}

async function checkKeyboard(page, fault) {
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement.className)
  if (first !== 'skip') fault(`the first Tab reaches "${first}", not the link to the figures`)
  await page.keyboard.press('Enter')
  if (!(await page.evaluate(() => location.hash === '#figures'))) fault('the link to the figures leads elsewhere')
}

// Who prints before the pictures below the screen are drawn gets them all the same.
async function checkPrintAtOnce(file, places, fault) {
  const page = await browser.newPage()
  await page.addInitScript(() => addEventListener('load', () => {
    const before = document.documentElement.dataset.drawn
    dispatchEvent(new Event('beforeprint'))
    window.printed = { before, after: document.documentElement.dataset.drawn }
  }))
  await page.goto(pathToFileURL(file).href)
  const { before, after } = await page.evaluate(() => window.printed)
  if (after !== String(places)) fault(`printed at once it has ${after} of ${places} pictures`)
  await page.close()
  return Number(before) < places
}

async function checkPrint(page, name, fault) {
  const sheets = Number(/^print-(\d+)-/.exec(name)?.[1] ?? 0)
  if (!sheets) return
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  const pdf = await page.pdf({ preferCSSPageSize: true })
  if (process.env.SEGUE_KEEP_PDF) writeFileSync(join(process.env.SEGUE_KEEP_PDF, name + '.pdf'), pdf)
  const printed = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g).length
  if (printed > sheets) fault(`prints on ${printed} sheets instead of ${sheets}`)
}

let printedEarly = false
for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
  const name = file.slice(0, -5)
  const fault = (text) => faults.push(`${name}: ${text}`)
  const path = join(folder, file)
  if (statSync(path).size > kLargest) fault(`has ${statSync(path).size} bytes`)
  const page = await open(path, fault)
  const places = await page.locator('[data-picture]').count()
  const all = (count) => document.documentElement.dataset.drawn === String(count)
  await page.waitForFunction(all, places, { timeout: 30_000 }).catch(() => fault(`not all of ${places} pictures were drawn`))
  compare(name, (await page.locator('body').ariaSnapshot()) + '\n', fault)
  await checkKeyboard(page, fault)
  await checkPointing(page)
  await checkGround(page, 'light', fault)
  await checkGround(page, 'dark', fault)
  if (await page.evaluate(() => 'stolen' in window)) fault('data became script')
  await checkPrint(page, name, fault)
  await page.context().close()
  printedEarly = (await checkPrintAtOnce(path, places, fault)) || printedEarly
  console.log(`${name}: ${places} pictures`)
}
await browser.close()
if (!printedEarly) faults.push('no page was printed before all its pictures were drawn')
for (const fault of faults) console.error(fault)
process.exit(faults.length ? 1 : 0)
