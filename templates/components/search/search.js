// The search page: results while someone types, with what they mean in everyday words, filters, and always a way on.
// What is typed stands in the address after the #, and nowhere else.

import { load, readElsewhere, readNames, readPostcodes } from '../place_field/places.js'
import { fillApart as fill, quoted } from '../words/messages.js'
import { cut } from '../words/words.js'
import { watchDanger } from './danger.js'
import { search } from './engine.js'
import { headline, pieces } from './snippet.js'
import { read } from './word-index.js'

/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {import('./engine.js').Result} Result */
/** @typedef {import('./local-results.js').Found} Found */
/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./word-index.js').Meaning} Meaning */

const SHOWN = 10
const MOST_LETTERS = 500 // a few more than engine.js seeks, so that it can say so
const WHOLE_POSTCODE = 4

/**
 * The element of the page that this selects; the page always has it.
 * @param {string} selector
 * @param {ParentNode} root
 */
const one = (selector, root = document) => /** @type {HTMLElement} */ (root.querySelector(selector))

/**
 * A part of the form.
 * @param {string} name
 */
const part = name => one(`.search__${name}`, form)

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} values
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function make(tag, values = {}, ...children) {
  const element = Object.assign(document.createElement(tag), values)
  element.append(...children)
  return element
}

const form = /** @type {HTMLFormElement} */ (one('form.search'))
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('zoek'))
const kindField = /** @type {RadioNodeList} */ (form.elements.namedItem('soort'))
const kindRadios = /** @type {HTMLInputElement[]} */ ([...kindField])
const where = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem('waar')) // not for one municipality
const { dataset } = form
const sentences = JSON.parse(dataset.messages ?? '')
/** @type {Messages} */
const messages = sentences
/** @type {Messages} */
const kindNames = sentences.kinds
const list = part('found')
const asked = one('.asked')
const danger = watchDanger(form)
const number = new Intl.NumberFormat(document.documentElement.lang)

/** @type {Promise<Index> | undefined} */
let loading // the search file, once it is asked for
/** @type {import('./engine.js').Known} */
const known = { names: null, postcodes: null, elsewhere: null }
let length = SHOWN

/** The search file, made ready; where it is broken or missing the list on the page stays, with a sentence. */
function index() {
  if (loading) return loading
  loading = loadIndex()
  loading.catch(() => {
    part('said').textContent = messages.broken
    asked.hidden = false
  })
  return loading
}

async function loadIndex() {
  const answer = await fetch(dataset.file ?? '')
  if (!answer.ok) throw new Error(answer.statusText)
  const made = read(await answer.json())
  for (const { slug, name } of where ? made.places : []) {
    where?.append(make('option', { value: slug, textContent: name }))
  }
  return made
}

/**
 * Loads what the search needs to know more; without it the search goes on with what it has.
 * @param {Result['needs']} needs
 */
async function learn(needs) {
  const address = needs && dataset[needs]
  if (!address) return false
  try {
    const lines = await load(address)
    if (needs === 'names') Object.assign(known, { names: readNames(lines), elsewhere: readElsewhere(lines) })
    else known.postcodes = readPostcodes(lines)
    return true
  } catch {
    return false
  }
}

/**
 * A text with the words marked that were found.
 * @param {string} text
 * @param {string[]} marks
 */
const marked = (text, marks) =>
  pieces(text, marks).map(({ text: words, isMarked }) => (isMarked ? make('mark', { textContent: words }) : words))

/** @param {Found} entry */
function hit(entry) {
  const { kind, address, area, parent, isDutch, absentIn } = entry
  const [path, anchor] = address.split('#')
  const href = `${dataset.home}${path}${anchor ? `#${anchor}` : ''}`
  const link = make('a', { href }, ...titleOf(entry))
  const under = make('p', {}, ...textUnder(entry))
  for (const element of isDutch ? [link, under] : []) Object.assign(element, { lang: 'nl', dir: 'ltr' })
  const belongsTo = kind === 'contact' && area ? area.name : parent
  const above = [kindNames[kind], belongsTo].filter(Boolean).join(' · ')
  const absent = absentIn ? fill(messages.absent, { place: absentIn }) : ''
  return make(
    'li',
    { className: `hit hit--${kind}` },
    make('p', { className: 'hit__kind', textContent: above }),
    make('h2', {}, link),
    ...(absent ? [make('p', { className: 'hit__absent', textContent: absent })] : []),
    under
  )
}

/** @param {Found} entry */
function titleOf({ kind, title, area, village, marks }) {
  if (kind === 'offer' && area) return marked(fill(messages.in, { name: title, place: area.name }), marks)
  if (village) return [fill(messages.village, { village, name: title })]
  return marked(title, marks)
}

/** @param {Found} entry */
function textUnder({ kind, text, area, provider, marks }) {
  if (kind === 'municipality' && area) {
    const names = area.offers.map(offer => offer.title).join(', ')
    return [`${text}. `, names ? fill(messages.there, { names }) : messages.none]
  }
  const before = provider ? [make('bdi', { textContent: `${provider}. ` })] : []
  return [...before, ...marked(headline(text, marks), marks)]
}

/**
 * The answer in words.
 * @param {Meaning | null} meaning
 */
function showAnswer(meaning) {
  part('answer').replaceChildren(...(meaning ? [make('p', { textContent: meaning.answer })] : []))
  part('answers').hidden = !meaning
}

/**
 * The kinds of what was found, with how many there are of each.
 * @param {Found[]} found
 */
function showFilter(found) {
  for (const radio of kindRadios.filter(({ value }) => value)) {
    const count = found.filter(({ kind }) => kind === radio.value).length
    const label = /** @type {HTMLElement} */ (radio.parentElement)
    label.hidden = !count && !radio.checked
    one('span', label).textContent = `(${number.format(count)})`
  }
  part('filter').hidden = new Set(found.map(({ kind }) => kind)).size < 2 && !kindField.value
}

/**
 * Asks whether this was meant; with an empty text nothing.
 * @param {string} meant
 */
function showMeant(meant) {
  const [before, after] = messages.meant.split('{meant}')
  const button = make('button', { type: 'button', className: 'link', textContent: meant })
  button.addEventListener('click', () => {
    input.value = meant
    answer()
    input.focus()
  })
  part('meant').replaceChildren(...(meant ? [before, button, after] : []))
  part('meant').hidden = !meant
}

/** What is asked now. */
const question = () => ({ typed: input.value.trim(), soort: kindField.value, home: where?.value ?? '' })

/**
 * Puts the question in the address, and in those of the other languages.
 * @param {ReturnType<typeof question>} question
 */
function keep({ typed, soort, home }) {
  const filled = Object.entries({ zoek: typed, soort, waar: home }).filter(([, value]) => value)
  const hash = typed ? `#${new URLSearchParams(filled)}` : ''
  history.replaceState(null, '', location.pathname + location.search + hash)
  for (const link of languageLinks()) link.hash = hash
}

/** Takes the question out of the address: who is in danger may share the phone with the one they fear. */
function forget() {
  history.replaceState(null, '', location.pathname + location.search)
  for (const link of languageLinks()) link.hash = ''
}

/** @returns {NodeListOf<HTMLAnchorElement>} */
const languageLinks = () => document.querySelectorAll('.languages a')

/** Puts the question in the address once the visitor is done with it: half of what someone fears to say is not kept. */
function remember() {
  if (danger.isShown()) forget()
  else keep(question())
}

/**
 * Shows what fits what is in the field; of danger only the number to call.
 * @param {boolean} isDone
 */
async function answer(isDone = false) {
  cut(input, MOST_LETTERS)
  const { typed, home } = question()
  if (await danger.look(typed, isDone)) forget()
  if (typed !== question().typed) return // the visitor went on
  if (!typed) {
    showNothing()
    return
  }
  const made = await index().catch(() => null)
  if (!made || home !== question().home) return
  /** @type {Result} */
  let result
  do {
    if (typed !== question().typed) return // the visitor went on
    result = search(input.value, made, { ...known, home })
    show(result, typed)
  } while (result.needs && await learn(result.needs))
}

/**
 * The sentences about what was found.
 * @param {string} typed
 * @param {number} count
 * @param {Result} result
 */
function tell(typed, count, { elsewhere, postcode, isCut }) {
  const lines = isCut ? [messages.cut] : []
  if (elsewhere) lines.push(fill(messages[elsewhere.kind], { name: elsewhere.label }))
  if (postcode.length === WHOLE_POSTCODE && !count) lines.push(fill(messages.no_postcode, { postcode }))
  else if (count) lines.push(fill(messages.found, { count: number.format(count) }))
  else if (!elsewhere) lines.push(fill(messages.nothing, { typed: quoted(typed) }))
  return lines.join(' ')
}

/** The page as it is before anything is asked. */
function showNothing() {
  showHits([])
  showMeant('')
  showAnswer(null)
  asked.hidden = false
  if (where?.parentElement) where.parentElement.hidden = true
  part('said').replaceChildren('')
}

/**
 * @param {Result} result
 * @param {string} typed
 */
function show(result, typed) {
  const count = showHits(result.found)
  showMeant(result.meant)
  showAnswer(result.answer)
  asked.hidden = true
  if (where?.parentElement) where.parentElement.hidden = false
  part('said').replaceChildren(tell(typed, count, result))
  if (!count && where?.value) {
    const name = where.selectedOptions[0].text
    const page = make('a', { href: `${dataset.home}${where.value}/`, textContent: fill(messages.page, { name }) })
    part('said').append(' ', page)
  }
}

/**
 * The first of what was found of the kind that was chosen; how many there are.
 * @param {Found[]} found
 */
function showHits(found) {
  const chosen = kindField.value ? found.filter(({ kind }) => kind === kindField.value) : found
  showFilter(found)
  list.replaceChildren(...chosen.slice(0, length).map(hit))
  part('more').hidden = chosen.length <= length
  return chosen.length
}

/** Asks what the address says, when it is new or when the visitor goes back. */
async function follow() {
  const words = new URLSearchParams(location.hash.slice(1))
  const typed = words.get('zoek')
  if (typed === null) return
  input.value = typed
  cut(input, MOST_LETTERS)
  for (const radio of kindRadios) radio.checked = radio.value === (words.get('soort') ?? '')
  if (!kindField.value) kindRadios[0].checked = true
  danger.look(input.value.trim()) // also where the search file is missing
  const made = await index().catch(() => null)
  if (!made) return
  if (where) {
    where.value = words.get('waar') ?? ''
    if (where.selectedIndex < 0) where.value = ''
  }
  await answer()
}

input.addEventListener('focus', () => {
  danger.begin()
  index().catch(() => {})
}, { once: true })
form.addEventListener('input', ({ target }) => {
  length = SHOWN
  if (target === input) kindRadios[0].checked = true // a new question is asked of everything
  answer()
})
form.addEventListener('change', remember)
addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a')) remember()
}, true)
form.addEventListener('submit', async event => {
  event.preventDefault()
  await answer(true)
  remember()
})
part('more').addEventListener('click', async () => {
  const first = length
  length += SHOWN
  await answer()
  list.children[first]?.querySelector('a')?.focus()
})
window.addEventListener('hashchange', follow)
form.hidden = false
follow()
