// The search page: results while someone types, with what they mean in everyday words, and always a way on.
// What is typed stands in the address after the #, and nowhere else.

import { fillApart as fill, locale, quoted } from '../words/messages.js'
import { cut } from '../words/words.js'
import { watchDanger } from './danger.js'

/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {import('./engine.js').Result} Result */
/** @typedef {import('./local-results.js').Found} Found */
/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./word-index.js').Meaning} Meaning */

const BEST = 3 // of what was found: these fit the question, the others are to read too
const SHOWN = 8
const MOST_LETTERS = 500 // a few more than engine.js seeks, so that it can say so
const WHOLE_POSTCODE = 4

/**
 * The element of the page that this selects; the page always has it.
 * @param {string} selector
 * @param {ParentNode} root
 */
const one = (selector, root = document) => /** @type {HTMLElement} */ (root.querySelector(selector))

/**
 * A part of the search.
 * @param {string} name
 */
const part = name => one(`.search__${name}`)

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
const { dataset } = form
/** @type {Messages} */
const messages = JSON.parse(dataset.messages ?? '')
const lists = [part('found'), part('also')]
const asked = /** @type {HTMLDetailsElement} */ (one('.asked'))
const danger = watchDanger(form)
const number = new Intl.NumberFormat(locale)

/** @type {Promise<Index> | undefined} */
let loading // the search file and what finds in it, once they are asked for
/** @type {typeof import('./finding.js')} */
let finding
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
    asked.open = true
  })
  return loading
}

async function loadIndex() {
  const links = (dataset.scripts ?? '').split(' ').map(href => make('link', { rel: 'modulepreload', href }))
  document.head.append(...links) // all at once, not one behind the other
  const [answer, scripts] = await Promise.all([fetch(dataset.file ?? ''), import('./finding.js')])
  if (!answer.ok) throw new Error(answer.statusText)
  finding = scripts
  return finding.read(await answer.json())
}

/**
 * Loads what the search needs to know more; without it the search goes on with what it has.
 * @param {Result['needs']} needs
 */
async function learn(needs) {
  const address = needs && dataset[needs]
  if (!address) return false
  try {
    const lines = await finding.load(address)
    const { readElsewhere, readNames, readPostcodes } = finding
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
function marked(text, marks) {
  const pieces = finding.pieces(text, marks)
  return pieces.map(({ text: words, isMarked }) => (isMarked ? make('mark', { textContent: words }) : words))
}

/** @param {Found} entry */
function hit(entry) {
  const { kind, address, area, isDutch, absentIn } = entry
  const [path, anchor] = address.split('#')
  const href = `${dataset.home}${path}${anchor ? `#${anchor}` : ''}`
  const absent = absentIn ? `${fill(messages.absent, { place: absentIn })} ` : ''
  const desk = kind === 'contact' && area ? `${area.name}. ` : ''
  const text = make('span', { className: 'row__text' }, absent, desk, ...textUnder(entry))
  const link = make('a', { className: 'row', href }, make('span', {}, make('b', {}, ...titleOf(entry)), text))
  if (isDutch) Object.assign(link, { lang: 'nl', dir: 'ltr' })
  return make('li', { className: `hit hit--${kind}` }, link)
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
  return [...before, ...marked(finding.headline(text, marks), marks)]
}

/**
 * The answer in words, with the numbers in it to call.
 * @param {Meaning | null} meaning
 */
function showAnswer(meaning) {
  const said = meaning ? [make('p', { className: 'ground__lead' }, ...meaning.answer.map(words))] : []
  part('answer').replaceChildren(...said)
  part('answers').hidden = !meaning
}

/** @param {import('./word-index.js').Piece} piece */
const words = piece => {
  if (typeof piece === 'string') return piece
  const [phone, href] = piece
  return make('a', { href }, make('bdi', { dir: 'ltr', textContent: phone }))
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
const question = () => input.value.trim()

/**
 * Puts the question in the address, and in those of the other languages.
 * @param {string} typed
 */
function keep(typed) {
  const hash = typed ? `#${new URLSearchParams({ zoek: typed })}` : ''
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

/**
 * Puts the question in the address once the visitor is done with it: half of what someone fears to say is not kept.
 * @param {boolean} isDone
 */
async function remember(isDone) {
  const typed = question()
  const isDanger = await danger.look(typed, isDone)
  if (typed !== question()) return // the visitor went on
  if (isDanger === false) keep(typed)
  else forget()
}

/**
 * Shows what fits what is in the field; of danger only the number to call.
 * @param {boolean} isDone
 */
async function answer(isDone = false) {
  cut(input, MOST_LETTERS)
  const typed = question()
  if (await danger.look(typed, isDone)) forget()
  if (typed !== question()) return // the visitor went on
  if (!typed) {
    showNothing()
    return
  }
  const made = await index().catch(() => null)
  if (!made) return
  /** @type {Result} */
  let result
  do {
    if (typed !== question()) return // the visitor went on
    result = finding.search(input.value, made, known)
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
  part('said').replaceChildren('')
}

/**
 * @param {Result} result
 * @param {string} typed
 */
function show(result, typed) {
  showHits(result.found)
  showMeant(result.meant)
  showAnswer(result.answer)
  asked.hidden = true
  part('said').replaceChildren(tell(typed, result.found.length, result))
}

/**
 * What fits best, and what is to read too.
 * @param {Found[]} found
 */
function showHits(found) {
  const parts = [found.slice(0, BEST), found.slice(BEST, length)]
  for (const [position, list] of lists.entries()) {
    list.replaceChildren(...parts[position].map(hit))
    const section = /** @type {HTMLElement} */ (list.parentElement)
    section.hidden = !parts[position].length
  }
  part('more').hidden = found.length <= length
}

/** Asks what the address says, when it is new or when the visitor goes back. */
async function follow() {
  const typed = new URLSearchParams(location.hash.slice(1)).get('zoek')
  if (typed === null) return
  input.value = typed
  cut(input, MOST_LETTERS)
  forget() // until it is known to be no danger
  remember(true) // also where the search file is missing
  const made = await index().catch(() => null)
  if (made) await answer(true)
}

input.addEventListener('focus', () => {
  danger.begin()
  index().catch(() => {})
}, { once: true })
input.addEventListener('input', () => {
  length = SHOWN
  answer()
})
form.addEventListener('change', () => remember(true))
addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a')) remember(false) // by what is loaded: the page is left
}, true)
form.addEventListener('submit', async event => {
  event.preventDefault()
  await answer(true)
  remember(true)
})
part('more').addEventListener('click', async () => {
  const first = length - BEST
  length += SHOWN
  await answer()
  lists[1].children[first]?.querySelector('a')?.focus()
})
window.addEventListener('hashchange', follow)
form.hidden = false
follow()
