// A visitor's own comparison: which initiatives, in which order, which topics. The choice lives in the address, as words
// after the # with commas between them (#steunouder,home-start,professional,verschillen), and nowhere else.

import { fill, list, listQuoted } from '../words/messages.js'

const MOST_WORDS = 50 // of an address; the rest is left out
const form = document.querySelector('form.choose')
const table = document.querySelector('.compare table')
const messages = JSON.parse(form.dataset.messages)
const marks = JSON.parse(table.dataset.marks)
const said = form.querySelector('[role=status]')
const boxes = [...form.querySelectorAll('[name=initiative]')]
const radios = [...form.querySelectorAll('[name=reader]')]
const differences = form.querySelector('[name=differences]')
const heads = [...table.querySelectorAll('thead [data-initiative]')]
const everyone = heads.map(head => head.dataset.initiative)
const everything = radios.at(-1).value
const fewest = Math.min(Number(form.dataset.fewest), everyone.length)
const nameOf = Object.fromEntries(heads.map(head => [head.dataset.initiative, head.querySelector('a').textContent]))
const sources = [...document.querySelectorAll('.sources li')]
sources.forEach((line, index) => { line.value = index + 1 }) // so that it keeps its number when others are left out
const seen = selector => [...table.querySelectorAll(selector)].filter(element => !element.closest('[hidden]'))
const bare = document.getElementById('adres')?.textContent

/** The words after the #, without the ones that are empty. */
function wordsOf(hash) {
  let text = hash.slice(1)
  try { text = decodeURIComponent(text) } catch { /* a broken % is read as it is typed */ }
  return text.split(',').map(word => word.trim().toLowerCase()).filter(Boolean)
}

/** True for the address of a place on the page, such as #bron-3, which is no choice. */
const isPlace = words => words.length === 1 && !isKnown(words[0]) && document.getElementById(words[0]) !== null
const isKnown = word => everyone.includes(word) || isReader(word) || word === differences?.value
const isReader = word => radios.some(radio => radio.value === word)

/** The choice that words in the address make, and what has to be said about those that make none. */
function read(words) {
  const choice = { columns: [], reader: everything, only: false }
  const wrong = { unknown: [], repeated: [] }
  for (const word of words.slice(0, MOST_WORDS)) {
    if (!isKnown(word)) wrong.unknown.push(word)
    else if (isReader(word)) choice.reader = word
    else if (word === differences?.value) choice.only = true
    else if (choice.columns.includes(word)) wrong.repeated.push(nameOf[word])
    else choice.columns.push(word)
  }
  const notices = Object.entries(wrong).filter(([, names]) => names.length).map(([key, names]) => fill(messages[key], { names: listQuoted(names) }))
  if (choice.columns.length < fewest) {
    if (choice.columns.length) notices.push(messages.few)
    choice.columns = everyone
  }
  return { choice, notices }
}


/** What a choice is in the address; empty for the page as it is without one. */
function hashOf({ columns, reader, only }) {
  const words = columns.join() === everyone.join() ? [] : [...columns]
  if (reader !== everything) words.push(reader)
  if (only) words.push(differences.value)
  return words.length ? `#${words.join()}` : ''
}

let choice = { columns: everyone, reader: everything, only: false }

/** Shows the choice, and says what is shown. */
function show(notices = []) {
  const { columns, reader, only } = choice
  table.dataset.columns = columns.length
  for (const title of table.querySelectorAll('[scope=rowgroup]')) title.colSpan = columns.length + 1
  for (const parent of new Set([...document.querySelectorAll('[data-initiative]')].map(element => element.parentElement))) {
    const own = [...parent.children].filter(child => child.dataset.initiative)
    const rank = element => (columns.indexOf(element.dataset.initiative) + 1) || columns.length + 1
    for (const element of own.sort((one, other) => rank(one) - rank(other))) {
      element.hidden = !columns.includes(element.dataset.initiative)
      parent.append(element)
    }
  }
  let topics = 0
  let different = 0
  const last = radios.findIndex(radio => radio.value === reader)
  for (const body of table.tBodies) {
    const group = radios.findIndex(radio => radio.value === body.id)
    let shown = 0
    for (const row of body.querySelectorAll('tr[data-unit]')) {
      const agreement = agreementOf(row)
      const mark = row.querySelector('.compare__mark')
      if (mark) mark.textContent = marks[agreement] ?? ''
      row.hidden = !agreement || (only && agreement === 'same')
      if (row.hidden || group > last) continue
      shown += 1
      if (agreement === 'different') different += 1
    }
    topics += shown
    body.hidden = group > last || (group >= 0 && !shown)
  }
  for (const figure of document.querySelectorAll('figure[data-topic]')) {
    const row = document.getElementById(figure.dataset.topic)
    figure.hidden = row.hidden || row.parentElement.hidden || [...figure.querySelectorAll('li:not([hidden])')].every(bar => !bar.querySelector('rect, circle'))
  }
  const drawings = document.querySelector('.compare__drawings')
  if (drawings) drawings.hidden = [...drawings.querySelectorAll('figure')].every(figure => figure.hidden)
  for (const button of table.querySelectorAll('.compare__away')) button.hidden = columns.length <= fewest
  for (const box of boxes) box.checked = columns.includes(box.value)
  for (const radio of radios) radio.checked = radio.value === reader
  if (differences) differences.checked = only
  const cited = new Set(seen('td[data-sources]').flatMap(cell => cell.dataset.sources.split(' ')))
  for (const line of sources) line.classList.toggle('sources__unseen', !cited.has(line.id.replace('bron-', '')))
  const hash = hashOf(choice)
  form.querySelector('[type=reset]').hidden = !hash
  for (const link of document.querySelectorAll('.languages a')) link.hash = hash
  if (bare) document.getElementById('adres').textContent = bare + hash
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const names = list(columns.map(slug => nameOf[slug]))
  say([...notices, fill(columns.length > 1 ? messages.shown : messages.one, { names, topics: number.format(topics), different: number.format(different) })])
}

/** How the cells that are shown agree: same, different, partly_unknown; nothing where none of them says anything. */
function agreementOf(row) {
  const cells = [...row.querySelectorAll('td[data-kind]:not([hidden])')]
  if (cells.every(cell => 'silent' in cell.dataset)) return ''
  const kinds = new Set(cells.map(cell => cell.dataset.kind))
  const isPartlyUnknown = kinds.delete('0')
  if (kinds.size > 1) return 'different'
  return isPartlyUnknown ? 'partly_unknown' : 'same'
}

/** Lines in the region that a screen reader reads out. */
function say(lines) {
  said.replaceChildren(...lines.map(line => Object.assign(document.createElement('p'), { textContent: line })))
}

/** Goes to the address of another choice, so that the way back leads to this one. */
function choose(changes) {
  choice = { ...choice, ...changes }
  history.pushState(null, '', location.pathname + location.search + hashOf(choice))
  show()
}

/** Adds a column at the end or takes one away; the last two stay. */
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

// Where the cells are laid out as boxes, some browsers forget that this is a table: say it to screen readers.
for (const [selector, role] of [['thead, tbody', 'rowgroup'], ['tr', 'row'], ['td', 'cell'], ['thead th', 'columnheader'], ['tbody th', 'rowheader']]) {
  for (const part of table.querySelectorAll(selector)) part.setAttribute('role', role)
}
table.setAttribute('role', 'table')

for (const box of boxes) box.addEventListener('change', () => toggle(box.value, box.checked))
for (const radio of radios) radio.addEventListener('change', () => choose({ reader: radio.value }))
differences?.addEventListener('change', () => choose({ only: differences.checked }))
form.addEventListener('submit', event => event.preventDefault())
form.addEventListener('reset', event => {
  event.preventDefault()
  choose({ columns: everyone, reader: everything, only: false })
  ;(boxes[0] ?? radios[0]).focus()
})
for (const button of table.querySelectorAll('.compare__away')) {
  button.addEventListener('click', () => {
    const place = choice.columns.indexOf(button.parentElement.dataset.initiative)
    const row = seen('tbody tr').find(each => each.getBoundingClientRect().bottom > button.getBoundingClientRect().bottom + 40)
    const before = row.getBoundingClientRect().top
    toggle(button.parentElement.dataset.initiative, false)
    scrollBy(0, row.getBoundingClientRect().top - before) // the row that was read stays where it was
    const left = table.querySelectorAll('thead [data-initiative]:not([hidden])')
    const next = left[Math.min(place, left.length - 1)]
    ;(next.querySelector('.compare__away:not([hidden])') ?? next.querySelector('a')).focus({ preventScroll: true })
  })
}

// A link to a place on this page leaves the choice in the address; the way back leads to where the visitor was.
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]')
  const place = link && document.getElementById(link.hash.slice(1))
  if (!place || !hashOf(choice) || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.pushState(null, '', location.href)
  place.scrollIntoView()
  place.tabIndex = -1
  place.focus({ preventScroll: true })
})

for (const link of document.querySelectorAll('[data-take]')) {
  link.addEventListener('click', async event => {
    if (!hashOf(choice)) return // the file that the build made shows the same
    event.preventDefault()
    const { takeAlong } = await import(new URL(form.dataset.takeAlong, document.baseURI))
    takeAlong(table, link.dataset.take, link.getAttribute('href').split('/').at(-1), hashOf(choice))
  })
}

document.querySelector('[data-print]').addEventListener('click', () => window.print())
window.addEventListener('beforeprint', () => {
  const printed = document.querySelector('[data-printed]')
  printed.hidden = false
  printed.querySelector('bdi').textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format()
})

window.addEventListener('popstate', follow)
window.addEventListener('hashchange', follow)
for (const element of document.querySelectorAll('[data-without-scripts]')) element.hidden = true
for (const element of document.querySelectorAll('[data-with-scripts]')) element.hidden = false
form.hidden = false
follow()
