// Figures as adapters/html/figure_format.cc prints them, for axes and tooltips.
export function formatter(format, language) {
  const percent = format.style === 'percent'
  const digits = format.style === 'count' ? 0 : percent ? 2 : format.digits
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const full = new Intl.NumberFormat(language, options)
  const short = new Intl.NumberFormat(language, { maximumFractionDigits: 2, notation: 'compact' })
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const unit = percent ? (language === 'fr' ? '\u202f%' : ' %') : ''
  const text = (value, numbers) => numbers.format(percent ? value * 100 : value) + unit
  return {
    full: (value) => {
      const numbers = format.style === 'number' && Number.isInteger(value) ? whole : full
      return text(value, numbers) + (format.style === 'money' && format.currency ? ' ' + format.currency : '')
    },
    short: (value) => text(value, short),
  }
}
