// A visitor's own comparison: which initiatives, in which order, which topics. The choice lives in the address, as
// words after the # with commas between them (#steunouder,home-start,professional,verschillen), and nowhere else.
// A kind of reader opens the topics that are folded for others; nobody's word leaves all topics there, folded.

import { choiceOf, hashOf, isKnown, isTooFew, NO_CHOICE, wordsOf } from './choice.js'
import { fill, list, locale } from '../words/messages.js'

/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {'same' | 'different' | 'partly_unknown' | ''} Agreement of a row; empty where it says nothing */

const BESIDE = '(min-width: 40rem)' // of a window in which more than two stand beside each other

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
/** @type {Messages} */
const sums = JSON.parse(form.dataset.sums ?? '')
const said = one('[role=status]', form)
const boxes = /** @type {HTMLInputElement[]} */ (all('[name=initiative]', form))
const readers = (form.dataset.readers ?? '').split(' ')
const differences = /** @type {HTMLInputElement | null} */ (form.querySelector('[name=differences]'))
const heads = all('thead [data-initiative]', table)
const everyone = heads.map(slugOf)
const names = Object.fromEntries(heads.map(head => [slugOf(head), textOf(one('a', head))]))
/** @type {import('./choice.js').Possible} */
const possible = {
  names,
  readers,
  differences: differences ? form.dataset.differences : undefined,
  fewest: Math.min(Number(form.dataset.fewest), everyone.length)
}
const sources = /** @type {HTMLLIElement[]} */ (all('.sources li'))
const chips = /** @type {HTMLAnchorElement[]} */ (all('a.chip'))
const address = document.getElementById('adres')
const bareAddress = address?.textContent ?? ''
let choice = NO_CHOICE

/**
 * The initiatives that stand beside each other: those that were chosen, or all where that are too few.
 * @param {Choice} choice
 */
const shownIn = ({ columns }) => columns.length >= possible.fewest ? columns : everyone

/**
 * True for the address of a place on the page, such as #bron-3, which is no choice.
 * @param {string[]} words
 */
const isPlace = words =>
  words.length === 1 && !isKnown(words[0], possible) && document.getElementById(words[0]) !== null

/**
 * Shows the choice, and says what is shown.
 * @param {string[]} notices
 */
function show(notices = []) {
  const columns = shownIn(choice)
  table.toggleAttribute('data-chosen', choice.columns.length >= possible.fewest)
  showColumns(columns)
  const counts = showRows(choice)
  showSums(columns)
  showDrawings()
  showControls(choice)
  showSources()
  showAddress(hashOf(choice, possible))
  say(notices, summary(columns, counts))
}

/**
 * The columns in this order, in the table, the sentences and the drawings; the others are hidden.
 * @param {string[]} columns
 */
function showColumns(columns) {
  for (const part of all('[data-columns]')) part.dataset.columns = String(columns.length)
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
  for (const item of all('.pick > li')) showSentence(item, columns)
}

/**
 * When to choose an initiative: beside the other one of two, or beside all.
 * @param {HTMLElement} item
 * @param {string[]} columns
 */
function showSentence(item, columns) {
  const sentences = all('[data-against]', item)
  const against = columns.length === 2 ? columns.find(slug => slug !== slugOf(item)) : ''
  const wanted = sentences.find(sentence => sentence.dataset.against === against) ?? sentences[0]
  for (const sentence of sentences) sentence.hidden = sentence !== wanted
}

/**
 * The rows of the reader who was chosen, each with how its cells agree; how many are shown and how many differ.
 * @param {Choice} choice
 */
function showRows({ reader, only }) {
  const counts = { topics: 0, different: 0 }
  const last = reader ? readers.indexOf(reader) : readers.length
  for (const body of table.tBodies) {
    const group = readers.indexOf(body.dataset.group ?? '')
    let shown = 0
    for (const row of all('tr[data-unit]', body)) {
      const agreement = agreementOf(row)
      const mark = row.querySelector('.compare__mark')
      if (mark) mark.textContent = marks[agreement] ?? ''
      row.dataset.agreement = agreement
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
 * Says the topics of a reader in short, which are folded for others.
 * @param {string} reader
 */
function openFor(reader) {
  const last = Math.max(readers.indexOf(reader), 0)
  table.toggleAttribute('data-reader', reader !== '')
  for (const body of table.tBodies) {
    const isShort = readers.indexOf(body.dataset.group ?? '') <= last
    for (const row of all('tr[data-unit]', body)) {
      row.classList.toggle('is-short', isShort)
      row.classList.toggle('is-folded', !isShort)
    }
  }
}

/**
 * What differs, what is the same, what is not known of each: of the topics that are in sight, where two are compared.
 * @param {string[]} columns
 */
function showSums(columns) {
  const inSight = all(':is(.is-short, #sign_up, :has([open]))[data-what]', table)
  const rows = inSight.filter(isSeen)
  for (const line of all('.sums > li')) {
    const found = rows.filter(row => row.dataset.agreement === line.dataset.agreement)
    const topics = found.map(row => row.dataset.what ?? '')
    line.hidden = !topics.length
    line.textContent = fill(sums[line.dataset.agreement ?? ''], { topics: list(topics) })
  }
  for (const lines of all('.sums')) lines.hidden = columns.length > 2
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
 * The chips and buttons as the choice is.
 * @param {Choice} choice
 */
function showControls(choice) {
  const { columns, reader, only } = choice
  for (const box of boxes) box.checked = columns.includes(box.value)
  if (differences) differences.checked = only
  one('.choose__more', form).hidden = !hashOf(choice, possible)
  for (const row of all('.compare__group', table)) {
    const link = one('[data-reader]', row)
    row.hidden = readers.indexOf(link.dataset.reader ?? '') <= readers.indexOf(reader)
  }
}

/** Leaves out the sources that no cell names which is shown. */
function showSources() {
  const cells = all('td[data-sources]', table).filter(isSeen)
  const cited = new Set(cells.flatMap(cell => cell.dataset.sources?.split(' ') ?? []))
  for (const line of sources) line.hidden = !cited.has(line.id.replace('bron-', ''))
}

/**
 * The choice in the links to other languages; the reader in those to other pairs.
 * @param {string} hash
 */
function showAddress(hash) {
  const links = /** @type {HTMLAnchorElement[]} */ (all('.languages a'))
  for (const link of links) link.hash = hash
  const reader = hashOf({ ...NO_CHOICE, reader: choice.reader }, possible)
  for (const chip of chips) if (!chip.matches('[aria-current]')) chip.hash = reader
  if (address && bareAddress) address.textContent = bareAddress + hash
}

/**
 * What is shown, in words.
 * @param {string[]} columns
 * @param {{ topics: number, different: number }} counts
 */
function summary(columns, { topics, different }) {
  const number = new Intl.NumberFormat(locale)
  const shown = list(columns.map(slug => names[slug]))
  const values = { names: shown, topics: number.format(topics), different: number.format(different) }
  return fill(columns.length > 1 ? messages.shown : messages.one, values)
}

/**
 * Lines in the region that a screen reader reads out; what is to be seen anyhow is for the ear alone.
 * @param {string[]} notices
 * @param {string} summary
 */
function say(notices, summary) {
  said.replaceChildren(...[...notices, summary].map(line => {
    const shown = Object.assign(document.createElement('p'), { textContent: line })
    shown.classList.toggle('hidden', line === summary)
    return shown
  }))
}

/**
 * Goes to the address of another choice, so that the way back leads to this one.
 * @param {Partial<Choice>} changes
 */
function choose(changes) {
  const before = choice.reader
  choice = { ...choice, ...changes }
  history.pushState(null, '', location.pathname + location.search + hashOf(choice, possible))
  if (choice.reader !== before) openFor(choice.reader)
  show(isTooFew(choice, possible) ? [messages.few] : [])
}

/**
 * Adds an initiative at the end or takes one away. Where two fill the window, the one chosen first makes room.
 * @param {string} slug
 * @param {boolean} isWanted
 */
function toggle(slug, isWanted) {
  const columns = choice.columns.filter(each => each !== slug)
  if (isWanted) columns.push(slug)
  if (isWanted && !matchMedia(BESIDE).matches) columns.splice(0, columns.length - possible.fewest)
  choose({ columns })
}

/** Shows what the address says, when it is new or when the visitor goes back. */
function follow() {
  const words = wordsOf(location.hash)
  const found = choiceOf(isPlace(words) ? [] : words, possible, messages)
  const before = choice.reader
  choice = found.choice
  if (choice.reader !== before) openFor(choice.reader)
  show(found.notices)
}

/**
 * Opens the topics of a reader, and lets a link to a place on this page leave the choice in the address; the way back
 * leads to where the visitor was.
 * @param {MouseEvent} event
 */
function goWithin(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  if (link instanceof HTMLElement && link.dataset.reader) {
    event.preventDefault()
    choose({ reader: link.dataset.reader })
    one(`[data-group=${link.dataset.reader}] summary`, table).focus({ preventScroll: true }) // the link is gone
    return
  }
  const place = link instanceof HTMLAnchorElement ? document.getElementById(link.hash.slice(1)) : null
  if (!place || !hashOf(choice, possible) || event.ctrlKey || event.metaKey || event.shiftKey) return
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
  const hash = hashOf(choice, possible)
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
differences?.addEventListener('change', () => choose({ only: differences.checked }))
form.addEventListener('submit', event => event.preventDefault())
form.addEventListener('reset', event => {
  event.preventDefault()
  choose(NO_CHOICE)
  const first = boxes[0] ?? table.querySelector('[data-reader]')
  first?.focus()
})
for (const fold of all('details', table)) fold.addEventListener('toggle', () => showSums(shownIn(choice)))
document.addEventListener('click', goWithin)
const ways = /** @type {HTMLAnchorElement[]} */ (all('[data-take]'))
for (const link of ways) link.addEventListener('click', event => take(event, link))
one('[data-print]').addEventListener('click', () => window.print())
window.addEventListener('beforeprint', () => {
  const printed = one('[data-printed]')
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  printed.hidden = false
  one('bdi', printed).textContent = day.format()
})

window.addEventListener('popstate', follow)
window.addEventListener('hashchange', follow)
for (const element of all('.pairs:not(.pairs--chosen)')) element.hidden = true
for (const element of all('[data-with-scripts]')) element.hidden = false
form.classList.add('is-ready')
follow()
