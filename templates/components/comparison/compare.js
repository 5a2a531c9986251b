// A visitor's own comparison: which initiatives, in which order, which topics. The choice lives in the address, as
// words after the # with commas between them (#steunouder,home-start,professional,verschillen), and nowhere else.

import { fill, list, listQuoted } from '../words/messages.js'

/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {{ columns: string[], reader: string, only: boolean }} Choice `only` is true for only what differs */
/** @typedef {'same' | 'different' | 'partly_unknown' | ''} Agreement of a row; empty where it says nothing */

const MOST_WORDS = 50 // of an address; the rest is left out
const BELOW_HEAD = 40 // pixels below the button that takes a column away: what stands there is read

/**
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {E[]}
 */
const all = (selector, root = document) => /** @type {E[]} */ ([...root.querySelectorAll(selector)])

/**
 * The element of the page that this selects; the page always has it.
 * @param {string} selector
 * @param {ParentNode} root
 */
const one = (selector, root = document) => /** @type {HTMLElement} */ (root.querySelector(selector))

/** @param {Element} element */
const isSeen = element => !element.closest('[hidden]')

/** @param {HTMLElement} element */
const slugOf = element => element.dataset.initiative ?? ''

/** @param {HTMLElement} element */
const textOf = element => element.textContent ?? ''

const form = /** @type {HTMLFormElement} */ (one('form.choose'))
const table = /** @type {HTMLTableElement} */ (one('.compare table'))
/** @type {Messages} */
const messages = JSON.parse(form.dataset.messages ?? '')
/** @type {Messages} */
const marks = JSON.parse(table.dataset.marks ?? '')
const said = one('[role=status]', form)
const boxes = /** @type {HTMLInputElement[]} */ (all('[name=initiative]', form))
const radios = /** @type {HTMLInputElement[]} */ (all('[name=reader]', form))
const differences = /** @type {HTMLInputElement | null} */ (form.querySelector('[name=differences]'))
const heads = all('thead [data-initiative]', table)
const everyone = heads.map(slugOf)
const everything = radios[radios.length - 1].value
const fewest = Math.min(Number(form.dataset.fewest), everyone.length)
const nameOf = Object.fromEntries(heads.map(head => [slugOf(head), textOf(one('a', head))]))
const sources = /** @type {HTMLLIElement[]} */ (all('.sources li'))
const address = document.getElementById('adres')
const bareAddress = address?.textContent ?? ''
/** @type {Choice} */
const WHOLE = { columns: everyone, reader: everything, only: false }
let choice = WHOLE

/**
 * The words after the #, without the ones that are empty.
 * @param {string} hash
 */
function wordsOf(hash) {
  let text = hash.slice(1)
  try { text = decodeURIComponent(text) } catch { /* a broken % is read as it is typed */ }
  return text.split(',').map(word => word.trim().toLowerCase()).filter(Boolean)
}

/** @param {string} word */
const isReader = word => radios.some(radio => radio.value === word)

/** @param {string} word */
const isKnown = word => everyone.includes(word) || isReader(word) || word === differences?.value

/**
 * True for the address of a place on the page, such as #bron-3, which is no choice.
 * @param {string[]} words
 */
const isPlace = words => words.length === 1 && !isKnown(words[0]) && document.getElementById(words[0]) !== null

/**
 * The choice that words in the address make, and what has to be said about those that make none.
 * @param {string[]} words
 */
function read(words) {
  /** @type {Choice} */
  const made = { columns: [], reader: everything, only: false }
  /** @type {{ unknown: string[], repeated: string[] }} */
  const wrong = { unknown: [], repeated: [] }
  for (const word of words.slice(0, MOST_WORDS)) {
    if (!isKnown(word)) wrong.unknown.push(word)
    else if (isReader(word)) made.reader = word
    else if (word === differences?.value) made.only = true
    else if (made.columns.includes(word)) wrong.repeated.push(nameOf[word])
    else made.columns.push(word)
  }
  const said = Object.entries(wrong).filter(([, names]) => names.length)
  const notices = said.map(([key, names]) => fill(messages[key], { names: listQuoted(names) }))
  if (made.columns.length >= fewest) return { choice: made, notices }
  if (made.columns.length) notices.push(messages.few)
  return { choice: { ...made, columns: everyone }, notices }
}

/**
 * What a choice is in the address; empty for the page as it is without one.
 * @param {Choice} choice
 */
function hashOf({ columns, reader, only }) {
  const words = columns.join() === everyone.join() ? [] : [...columns]
  if (reader !== everything) words.push(reader)
  if (only && differences) words.push(differences.value)
  return words.length ? `#${words.join()}` : ''
}

/**
 * Shows the choice, and says what is shown.
 * @param {string[]} notices
 */
function show(notices = []) {
  showColumns(choice)
  const counts = showRows(choice)
  showDrawings()
  showControls(choice)
  showSources()
  showAddress(hashOf(choice))
  say([...notices, summary(choice, counts)])
}

/**
 * The columns in the order of the choice, in the table and in the drawings; the others are hidden.
 * @param {Choice} choice
 */
function showColumns({ columns }) {
  table.dataset.columns = String(columns.length)
  const titles = /** @type {HTMLTableCellElement[]} */ (all('[scope=rowgroup]', table))
  for (const title of titles) title.colSpan = columns.length + 1
  /** @param {HTMLElement} element */
  const rank = element => (columns.indexOf(slugOf(element)) + 1) || columns.length + 1
  for (const parent of new Set(all('[data-initiative]').map(element => element.parentElement))) {
    const own = all(':scope > [data-initiative]', parent ?? table)
    for (const element of own.sort((one, other) => rank(one) - rank(other))) {
      element.hidden = !columns.includes(slugOf(element))
      parent?.append(element)
    }
  }
}

/**
 * The rows of the reader who was chosen, each with how its cells agree; how many are shown and how many differ.
 * @param {Choice} choice
 */
function showRows({ reader, only }) {
  const counts = { topics: 0, different: 0 }
  const last = radios.findIndex(radio => radio.value === reader)
  for (const body of table.tBodies) {
    const group = radios.findIndex(radio => radio.value === body.id)
    let shown = 0
    for (const row of all('tr[data-unit]', body)) {
      const agreement = agreementOf(row)
      const mark = row.querySelector('.compare__mark')
      if (mark) mark.textContent = marks[agreement] ?? ''
      row.hidden = !agreement || (only && agreement === 'same')
      if (row.hidden || group > last) continue
      shown += 1
      if (agreement === 'different') counts.different += 1
    }
    counts.topics += shown
    body.hidden = group > last || (group >= 0 && !shown)
  }
  return counts
}

/**
 * How the cells that are shown agree.
 * @param {HTMLElement} row
 * @returns {Agreement}
 */
function agreementOf(row) {
  const cells = all('td[data-kind]:not([hidden])', row)
  if (cells.every(cell => 'silent' in cell.dataset)) return ''
  const kinds = new Set(cells.map(cell => cell.dataset.kind))
  const isPartlyUnknown = kinds.delete('0')
  if (kinds.size > 1) return 'different'
  return isPartlyUnknown ? 'partly_unknown' : 'same'
}

/** The drawings of the rows that are shown, where they have something to draw. */
function showDrawings() {
  const figures = all('figure[data-topic]')
  for (const figure of figures) {
    const row = document.getElementById(figure.dataset.topic ?? '')
    const bars = all('li:not([hidden])', figure)
    figure.hidden = !row || !isSeen(row) || bars.every(bar => !bar.querySelector('rect, circle'))
  }
  const drawings = document.querySelector('.compare__drawings')
  if (drawings instanceof HTMLElement) drawings.hidden = all('figure', drawings).every(figure => figure.hidden)
}

/**
 * The boxes and buttons as the choice is.
 * @param {Choice} choice
 */
function showControls({ columns, reader, only }) {
  for (const button of all('.compare__away', table)) button.hidden = columns.length <= fewest
  for (const box of boxes) box.checked = columns.includes(box.value)
  for (const radio of radios) radio.checked = radio.value === reader
  if (differences) differences.checked = only
}

/** Tells the sources that no cell names which is shown; on paper these are left out. */
function showSources() {
  const cells = all('td[data-sources]', table).filter(isSeen)
  const cited = new Set(cells.flatMap(cell => cell.dataset.sources?.split(' ') ?? []))
  for (const line of sources) line.classList.toggle('sources__unseen', !cited.has(line.id.replace('bron-', '')))
}

/** @param {string} hash */
function showAddress(hash) {
  one('[type=reset]', form).hidden = !hash
  const links = /** @type {HTMLAnchorElement[]} */ (all('.languages a'))
  for (const link of links) link.hash = hash
  if (address && bareAddress) address.textContent = bareAddress + hash
}

/**
 * What is shown, in words.
 * @param {Choice} choice
 * @param {{ topics: number, different: number }} counts
 */
function summary({ columns }, { topics, different }) {
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const names = list(columns.map(slug => nameOf[slug]))
  const values = { names, topics: number.format(topics), different: number.format(different) }
  return fill(columns.length > 1 ? messages.shown : messages.one, values)
}

/**
 * Lines in the region that a screen reader reads out.
 * @param {string[]} lines
 */
function say(lines) {
  said.replaceChildren(...lines.map(line => Object.assign(document.createElement('p'), { textContent: line })))
}

/**
 * Goes to the address of another choice, so that the way back leads to this one.
 * @param {Partial<Choice>} changes
 */
function choose(changes) {
  choice = { ...choice, ...changes }
  history.pushState(null, '', location.pathname + location.search + hashOf(choice))
  show()
}

/**
 * Adds a column at the end or takes one away; the last two stay.
 * @param {string} slug
 * @param {boolean} isWanted
 */
function toggle(slug, isWanted) {
  const columns = choice.columns.filter(each => each !== slug)
  if (isWanted) columns.push(slug)
  if (columns.length >= fewest) choose({ columns })
  else show([messages.last])
}

/** Shows what the address says, when it is new or when the visitor goes back. */
function follow() {
  const words = wordsOf(location.hash)
  const found = read(isPlace(words) ? [] : words)
  choice = found.choice
  show(found.notices)
}

/**
 * Takes the column of a button away. The row that was read stays where it was; the focus goes to the next column.
 * @param {HTMLElement} button
 */
function takeAway(button) {
  const head = /** @type {HTMLElement} */ (button.parentElement)
  const place = choice.columns.indexOf(slugOf(head))
  const line = button.getBoundingClientRect().bottom + BELOW_HEAD
  const row = all('tbody tr', table).filter(isSeen).find(each => each.getBoundingClientRect().bottom > line)
  const before = row?.getBoundingClientRect().top ?? 0
  toggle(slugOf(head), false)
  if (row) scrollBy(0, row.getBoundingClientRect().top - before)
  const left = all('thead [data-initiative]:not([hidden])', table)
  const next = left[Math.min(place, left.length - 1)]
  const target = next.querySelector('.compare__away:not([hidden])') ?? next.querySelector('a')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}

/**
 * Lets a link to a place on this page leave the choice in the address; the way back leads to where the visitor was.
 * @param {MouseEvent} event
 */
function goWithin(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  const place = link instanceof HTMLAnchorElement ? document.getElementById(link.hash.slice(1)) : null
  if (!place || !hashOf(choice) || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.pushState(null, '', location.href)
  place.scrollIntoView()
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/**
 * Hands the visitor the choice as a file. Without one the file that the build made shows the same.
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
async function take(event, link) {
  const hash = hashOf(choice)
  if (!hash) return
  event.preventDefault()
  /** @type {typeof import('./take-along.js')} */
  const { takeAlong } = await import(new URL(form.dataset.takeAlong ?? '', document.baseURI).href)
  await takeAlong(table, link, hash)
}

// Where the cells are laid out as boxes, some browsers forget that this is a table: say it to screen readers.
const ROLES = {
  'thead, tbody': 'rowgroup', tr: 'row', td: 'cell', 'thead th': 'columnheader', 'tbody th': 'rowheader'
}
for (const [selector, role] of Object.entries(ROLES)) {
  for (const part of all(selector, table)) part.setAttribute('role', role)
}
table.setAttribute('role', 'table')
for (const [index, line] of sources.entries()) line.value = index + 1 // it keeps its number when others are left out

for (const box of boxes) box.addEventListener('change', () => toggle(box.value, box.checked))
for (const radio of radios) radio.addEventListener('change', () => choose({ reader: radio.value }))
differences?.addEventListener('change', () => choose({ only: differences.checked }))
form.addEventListener('submit', event => event.preventDefault())
form.addEventListener('reset', event => {
  event.preventDefault()
  choose(WHOLE)
  const [first] = boxes.length ? boxes : radios
  first.focus()
})
for (const button of all('.compare__away', table)) button.addEventListener('click', () => takeAway(button))
document.addEventListener('click', goWithin)
const ways = /** @type {HTMLAnchorElement[]} */ (all('[data-take]'))
for (const link of ways) link.addEventListener('click', event => take(event, link))
one('[data-print]').addEventListener('click', () => window.print())
window.addEventListener('beforeprint', () => {
  const printed = one('[data-printed]')
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' })
  printed.hidden = false
  one('bdi', printed).textContent = day.format()
})

window.addEventListener('popstate', follow)
window.addEventListener('hashchange', follow)
for (const element of all('[data-without-scripts]')) element.hidden = true
for (const element of all('[data-with-scripts]')) element.hidden = false
form.hidden = false
follow()
