// The comparison as the visitor chose it, as a CSV file with the same tables as spreadsheets.py makes. Excel opens it
// too; a workbook of the whole comparison was made by the build.

/** @typedef {(string | number)[][]} Rows */

const FORMULA_STARTS = /^[=+\-@\t\r\n＝＋－＠]/
const MONTH = [
  'jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?',
  'aug(?:ustus|ust)?|sept?(?:ember)?|(?:okt|oct)(?:ober)?|nov(?:ember)?|dec(?:ember)?'
].join('|')
// What Excel takes for a number or a date, as spreadsheets.py says.
const COMPUTED = new RegExp(
  `^(?=.*\\p{Nd})(?:\\P{L}|(?<!\\p{L})(?:${MONTH}|e|am|pm|eur|euro)(?!\\p{L}))+$`, 'iu'
)
const BYTE_ORDER_MARK = '\uFEFF' // by which Excel knows that the text is UTF-8
const KEPT_FOR = 60_000 // milliseconds, until the browser has the file

/**
 * Hands the visitor a file with what the table shows now. `hash` is the choice in the address.
 * @param {HTMLTableElement} table
 * @param {string} name
 * @param {string} hash
 */
export function takeAlong(table, name, hash = '') {
  const tables = [comparisonOf(table), sourcesOf(table, hash)].map(rows => linesOf(rows, daysOf()))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, tables.join('\r\n')], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR)
}

/**
 * The words of an element, without the explanations of hard words that it holds.
 * @param {Element | null} element
 */
function textOf(element) {
  const copy = /** @type {Element | undefined} */ (element?.cloneNode(true))
  for (const explanation of copy?.querySelectorAll('[popover]') ?? []) explanation.remove()
  return (copy?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/**
 * What a cell says, a line for each paragraph and each point of a list.
 * @param {Element} cell
 */
const textOfCell = cell => [...cell.querySelectorAll('p, li')].map(textOf).filter(Boolean).join('\n')

/**
 * The elements that are not hidden.
 * @param {ParentNode} root
 * @param {string} selector
 */
const shown = (root, selector) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)].filter(element => !element.closest('[hidden]')))

/**
 * The words of the files, by key.
 * @param {HTMLTableElement} table
 * @returns {Record<string, string>}
 */
const labelsOf = table => JSON.parse(table.dataset.labels ?? '')

/**
 * The table as it is shown.
 * @param {HTMLTableElement} table
 * @returns {Rows}
 */
function comparisonOf(table) {
  const labels = labelsOf(table)
  const names = shown(table, 'thead [data-initiative] a').map(textOf)
  const rows = shown(table, 'tbody tr:not(.compare__group)').map(row => [
    textOf(row.querySelector('.compare__label')),
    row.parentElement?.dataset.readerLabel ?? '',
    textOf(row.querySelector('.compare__mark')),
    ...shown(row, 'td[data-initiative]').map(textOfCell)
  ])
  return [[labels.topic, labels.reader, labels.difference, ...names], ...rows]
}

/**
 * The sources that the table names, and where it was taken from.
 * @param {HTMLTableElement} table
 * @param {string} hash
 * @returns {Rows}
 */
function sourcesOf(table, hash) {
  const labels = labelsOf(table)
  const cells = shown(table, 'tbody td[data-initiative]')
  const cited = new Set(cells.flatMap(cell => cell.dataset.sources?.split(' ') ?? []))
  const lines = [...document.querySelectorAll('.sources li')].map(line => ({ line, key: line.id.replace('bron-', '') }))
  const rows = lines.filter(({ key }) => cited.has(key)).map(({ line, key }) => {
    const parts = ['a, cite', 'bdi', '.sources__date'].map(part => textOf(line.querySelector(part)))
    return [Number(key), ...parts]
  })
  return [
    [labels.source, labels.title, labels.publisher, labels.date],
    ...rows,
    [],
    [labels.address, (table.dataset.address ?? '') + hash]
  ]
}

/** The texts of the page that are a day or a month. */
const daysOf = () => new Set([...document.querySelectorAll('.sources__date')].map(textOf))

/**
 * A text that a spreadsheet will take for neither a formula nor a number or a date.
 * @param {string} value
 * @param {Set<string>} days
 */
function defused(value, days) {
  if (FORMULA_STARTS.test(value)) return `'${value}`
  return value && (days.has(value) || COMPUTED.test(value)) ? `[${value}]` : value
}

/**
 * A table as lines of CSV, with semicolons, as Excel in the Netherlands reads it.
 * @param {Rows} rows
 * @param {Set<string>} days
 */
function linesOf(rows, days) {
  /** @param {string | number} value */
  const quoted = value =>
    typeof value === 'number' ? String(value) : `"${defused(value, days).replaceAll('"', '""')}"`
  return rows.map(row => `${row.map(quoted).join(';')}\r\n`).join('')
}
