// A visitor's own choice as a CSV file: cut from the file that the build made, so that every cell is the same. Excel
// opens it too; a workbook of the whole comparison was made by the build.

/** @typedef {string[]} Row of the file: cells as they stand there, a text in quotes */

const CELL = /("(?:[^"]|"")*"|[^";\r\n]*)(;|\r\n)/g
const BEFORE_COLUMNS = 3 // cells of a row: the topic, who asks, how they differ
const FORMULA_STARTS = /^[=+\-@\t\r\n＝＋－＠]/
const BYTE_ORDER_MARK = '\uFEFF' // by which Excel knows that the text is UTF-8
const KEPT_FOR = 60_000 // milliseconds, until the browser has the file

/**
 * Hands the visitor a file with what the table shows now; the whole one where that cannot be read. `hash` is the choice
 * in the address.
 * @param {HTMLTableElement} table
 * @param {HTMLAnchorElement} whole the way to the file that the build made
 * @param {string} hash
 */
export async function takeAlong(table, whole, hash = '') {
  const answer = await fetch(whole.href).catch(() => null)
  if (!answer?.ok) return location.assign(whole.href)
  const link = document.createElement('a')
  const text = choiceOf(tablesOf(await answer.text()), table, hash).map(textOfRows).join('\r\n')
  link.href = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: 'text/csv' }))
  link.download = whole.pathname.split('/').at(-1) ?? ''
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR)
}

/**
 * The tables of a file, which have an empty row between them.
 * @param {string} text
 */
function tablesOf(text) {
  /** @type {Row[][]} */
  const tables = [[]]
  /** @type {Row} */
  let row = []
  for (const [, cell, end] of text.matchAll(CELL)) {
    row.push(cell)
    if (end === ';') continue
    if (row.join('')) tables[tables.length - 1].push(row)
    else tables.push([])
    row = []
  }
  return tables
}

/** @param {Row[]} rows */
const textOfRows = rows => rows.map(row => `${row.join(';')}\r\n`).join('')

/**
 * What the page shows of each table: the comparison, how each initiative is reached, the sources, and where it is from.
 * @param {Row[][]} tables
 * @param {HTMLTableElement} table
 * @param {string} hash
 */
function choiceOf([comparison, reaches, sources, origin], table, hash) {
  const names = shown(table, 'thead [data-initiative] a').map(textOf)
  const cited = new Set(shown(table, '[data-sources]').flatMap(cell => cell.dataset.sources?.split(' ') ?? []))
  const [label, address] = origin[origin.length - 1]
  return [
    comparisonOf(comparison, names, table),
    [reaches[0], ...names.flatMap(name => reaches.filter((row, index) => index && isSame(row[0], name)))],
    sources.filter(([number], index) => !index || cited.has(number)),
    [...origin.slice(0, -1), [label, quoted(plain(address) + hash)]]
  ]
}

/**
 * The columns and rows of the comparison that the page shows, each row with how these columns differ.
 * @param {Row[]} rows
 * @param {string[]} names
 * @param {HTMLTableElement} table
 */
function comparisonOf([head, ...rows], names, table) {
  const marks = new Map(shown(table, '.compare__label').map(label => {
    return [textOf(label), textOf(label.closest('tr')?.querySelector('.compare__mark') ?? null)]
  }))
  const places = names.map(name => head.findIndex((cell, place) => place >= BEFORE_COLUMNS && isSame(cell, name)))
  const chosen = rows.flatMap(row => {
    const mark = [...marks].find(([label]) => isSame(row[0], label))?.[1]
    return mark === undefined ? [] : [[row[0], row[1], quoted(mark), ...places.map(place => row[place])]]
  })
  return [[...head.slice(0, BEFORE_COLUMNS), ...places.map(place => head[place])], ...chosen]
}

/**
 * The elements that are not hidden.
 * @param {ParentNode} root
 * @param {string} selector
 */
const shown = (root, selector) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)].filter(element => !element.closest('[hidden]')))

/** @param {Element | null} element */
const textOf = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

/** @param {string} cell */
const plain = cell => cell.replace(/^"|"$/g, '').replaceAll('""', '"')

/**
 * True for a cell with this text, also where the build keeps a spreadsheet from reckoning with it.
 * @param {string} cell
 * @param {string} text
 */
const isSame = (cell, text) => [text, `'${text}`, `[${text}]`].includes(plain(cell))

/** @param {string} text */
const quoted = text => `"${FORMULA_STARTS.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`
