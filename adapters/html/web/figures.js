// Figures as adapters/html/figure_format.cc prints them, for axes and tooltips.
// Making a format takes longer than drawing an axis with it: when it is first needed, and once for the page.
const made = new Map()
function numbers(language, options) {
  const key = JSON.stringify(options)
  return (number) => {
    if (!made.has(key)) made.set(key, new Intl.NumberFormat(language, options))
    return made.get(key).format(number)
  }
}

export function formatter(format, language) {
  const percent = format.style === 'percent'
  const digits = format.style === 'count' ? 0 : percent ? 2 : format.digits
  const full = numbers(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const short = numbers(language, { maximumFractionDigits: 2, notation: 'compact' })
  const whole = numbers(language, { maximumFractionDigits: 0 })
  const unit = percent ? (language === 'fr' ? '\u202f%' : ' %') : ''
  const text = (value, how) => how(percent ? value * 100 : value) + unit
  return {
    full: (value) => {
      const plain = format.style === 'number' && Number.isInteger(value)
      return text(value, plain ? whole : full) + (format.style === 'money' && format.currency ? ' ' + format.currency : '')
    },
    short: (value) => text(value, short),
  }
}
