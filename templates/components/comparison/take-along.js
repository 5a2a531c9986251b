// The comparison as the visitor chose it, as a file: CSV, or XLSX with the same sheets as spreadsheets.py makes.

const FORMULA_STARTS = /^[=+\-@\t\r\n＝＋－＠]/
const MONTH = '(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?|sept?(?:ember)?|(?:okt|oct)(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
// What Excel takes for a number or a date, as spreadsheets.py says.
const COMPUTED = new RegExp(`^(?=.*\\p{Nd})(?:\\P{L}|(?<!\\p{L})(?:${MONTH}|e|am|pm|eur|euro)(?!\\p{L}))+$`, 'iu')
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const MOST_IN_CELL = 32_767
const MOST_IN_NAME = 31
const RESERVED_NAME = 'history'
const WIDTHS = [[28, 12, 12, 44], [40, 20, 28, 10], [10, 60, 32, 18]] // in characters; the last holds for the rest
const POINTS_A_LINE = 15
const MOST_POINTS = 409 // what a row can hold
const PADDING = 0.7109375 // of a cell, in the same measure
const TYPES = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

/** Hands the visitor a file with what the table shows now. `kind` is csv or xlsx; `hash` is the choice in the address. */
export function takeAlong(table, kind, name, hash = '') {
  const sheets = sheetsOf(table, hash)
  const content = kind === 'csv' ? csv([sheets[0].rows, sheets[2].rows], daysOf()) : xlsx(sheets)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(content, { type: TYPES[kind] }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The words of an element, without the explanations of hard words that it holds. */
function text(element) {
  const copy = element.cloneNode(true)
  for (const explanation of copy.querySelectorAll('[popover]')) explanation.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim()
}

const shown = (root, selector) => [...root.querySelectorAll(selector)].filter(element => !element.closest('[hidden]'))
const number = words => (words ? Number(words) : null)

function sheetsOf(table, hash) {
  const labels = JSON.parse(table.dataset.labels)
  const heads = keys => keys.map(key => labels[key])
  const names = shown(table, 'thead [data-initiative] a').map(text)
  const comparison = [[...heads(['topic', 'reader', 'difference']), ...names]]
  const numbers = [heads(['topic', 'initiative', 'unit', 'low', 'high'])]
  const cited = new Set()
  for (const row of shown(table, 'tbody tr:not(.compare__group)')) {
    const label = text(row.querySelector('.compare__label'))
    const mark = row.querySelector('.compare__mark')
    const cells = shown(row, 'td[data-initiative]')
    comparison.push([label, row.parentElement.dataset.readerLabel ?? '', mark ? text(mark) : '', ...cells.map(linesOf)])
    for (const cell of cells) {
      for (const key of cell.dataset.sources?.split(' ') ?? []) cited.add(key)
      if ('high' in cell.dataset) {
        numbers.push([label, cell.dataset.name, row.dataset.unit, number(cell.dataset.low), number(cell.dataset.high)])
      }
    }
  }
  const sources = [heads(['source', 'title', 'publisher', 'date'])]
  for (const line of document.querySelectorAll('.sources li')) {
    const key = line.id.replace('bron-', '')
    if (!cited.has(key)) continue
    sources.push([Number(key), ...['a, cite', 'bdi', '.sources__date'].map(part => text(line.querySelector(part)))])
  }
  sources.push([], [labels.address, table.dataset.address + hash])
  return [comparison, numbers, sources].map((rows, index) => ({ name: heads(['comparison', 'numbers', 'sources'])[index], rows, widths: WIDTHS[index] }))
}

/** The texts of the page that are a day or a month. */
const daysOf = () => new Set([...document.querySelectorAll('.sources__date')].map(text))

/** What a cell says, a line for each paragraph and each point of a list. */
function linesOf(cell) {
  return [...cell.querySelectorAll('p, li')].map(text).filter(Boolean).join('\n')
}

/** A text that a spreadsheet will take for neither a formula nor a number or a date. */
function defused(value, days) {
  if (FORMULA_STARTS.test(value)) return `'${value}`
  return value && (days.has(value) || COMPUTED.test(value)) ? `[${value}]` : value
}

function csv(tables, days) {
  const quoted = value => (typeof value === 'number' ? String(value) : `"${defused(value, days).replaceAll('"', '""')}"`)
  return ['\uFEFF', tables.map(rows => rows.map(row => row.map(quoted).join(';') + '\r\n').join('')).join('\r\n')]
}

/** A text cut to what fits, with no half of a sign at the end. */
const shortened = (value, most) => value.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** Names that a workbook can have, as spreadsheets.py makes them. */
function sheetNames(names) {
  const found = []
  for (const [index, name] of names.entries()) {
    const bare = text => text.replace(/^[ ']+|[ ']+$/g, '')
    const plain = bare(shortened(bare(name.replace(UNPRINTABLE, '').replace(/[[\]:*?/\\]/g, '-')), MOST_IN_NAME))
    const isTaken = [RESERVED_NAME, ...found.map(each => each.toLowerCase())].includes(plain.toLowerCase())
    found.push(plain && !isTaken ? plain : `${shortened(plain, MOST_IN_NAME - 2)} ${index + 1}`.trim())
  }
  return found
}

/** A text as a cell can hold it; what looks like a sign written as a number stays as it is. */
function cellText(value) {
  const plain = value.replace(UNPRINTABLE, '')
  const short = plain.length > MOST_IN_CELL ? `${shortened(plain, MOST_IN_CELL - 1)}…` : plain
  return escaped(short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))
}

const escaped = value => value.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])
const letter = column => (column > 25 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + column % 26)
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const linesIn = (value, width) => value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0)

function sheetXml({ rows, widths }) {
  const columns = Math.max(...rows.map(row => row.length))
  const cell = (value, row, column) => {
    const place = `r="${letter(column)}${row + 1}" s="${row ? 1 : 2}"`
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    return value ? `<c ${place} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>` : ''
  }
  const width = column => widths[Math.min(column, widths.length - 1)]
  const cols = Array.from({ length: columns }, (_, index) => `<col min="${index + 1}" max="${index + 1}" width="${width(index) + PADDING}" customWidth="1"/>`)
  const height = row => Math.min(MOST_POINTS, POINTS_A_LINE * Math.max(1, ...row.map((value, column) => linesIn(String(value ?? ''), width(column)))))
  const lines = rows.map((row, index) => `<row r="${index + 1}" ht="${height(row)}" customHeight="1">${row.map((value, column) => cell(value, index, column)).join('')}</row>`)
  const rtl = document.documentElement.dir === 'rtl' ? ' rightToLeft="1"' : ''
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${rtl} workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${lines.join('')}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`
}

function xlsx(sheets) {
  const names = sheetNames(sheets.map(({ name }) => name))
  const each = make => sheets.map((sheet, index) => make(index + 1, sheet)).join('')
  const overrides = each(id => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)
  const top = '<alignment vertical="top" wrapText="1"/>'
  return zip({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${overrides}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(id => `<sheet name="${escaped(names[id - 1])}" sheetId="${id}" r:id="rId${id}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each(id => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`)}<Relationship Id="rId0" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left/><right/><top/><bottom style="medium"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf applyAlignment="1">${top}</xf><xf fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1">${top}</xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]))
  })
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})
const crc32 = bytes => (bytes.reduce((crc, byte) => CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

/** A ZIP file without compression, which is all that XLSX asks (APPNOTE 4.3). */
function zip(files) {
  const encoder = new TextEncoder()
  const fields = parts => { // [number of bytes, value] pairs, the lowest byte first
    const bytes = []
    for (const [size, value] of parts) for (let byte = 0; byte < size; byte += 1) bytes.push((value / 256 ** byte) & 255)
    return Uint8Array.from(bytes)
  }
  const content = []
  const directory = []
  let offset = 0
  let directorySize = 0
  for (const [path, words] of Object.entries(files)) {
    const name = encoder.encode(path)
    const bytes = encoder.encode(words)
    const common = [[2, 20], [2, 0x0800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]]
    const head = fields([[4, 0x04034b50], ...common])
    const entry = fields([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]])
    content.push(head, name, bytes)
    directory.push(entry, name)
    offset += head.length + name.length + bytes.length
    directorySize += entry.length + name.length
  }
  const count = Object.keys(files).length
  return [...content, ...directory, fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directorySize], [4, offset], [2, 0]])]
}
