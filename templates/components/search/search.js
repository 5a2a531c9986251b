// The search page: results while someone types, with what they mean in everyday words, filters, and always a way on.
// What is typed stands in the address after the #, and nowhere else.

import { fillApart as fill, quoted } from '../words/messages.js'
import { load, readElsewhere, readNames, readPostcodes } from '../place_field/places.js'
import { cut } from '../words/words.js'
import { isMarked, read, search } from './engine.js'

const SHOWN = 10
const MOST_LETTERS = 500 // a few more than engine.js seeks, so that it can say so
const SENTENCES = /(?<=[.?!؟])\s+/u
const TOKENS = /([\p{L}\p{M}\p{N}'’-]+)/u
const form = document.querySelector('form.search')
const { dataset } = form
const messages = JSON.parse(dataset.messages)
const input = form.elements.zoek
const where = form.elements.waar
const part = name => form.querySelector(`.search__${name}`)
const list = part('found')
const asked = document.querySelector('.asked')
const number = new Intl.NumberFormat(document.documentElement.lang)
const make = (tag, values = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), values)
  element.append(...children)
  return element
}

let loading // the search file, once it is asked for
const known = { names: null, postcodes: null, elsewhere: null }
let length = SHOWN

/** The search file, made ready; where it is broken or missing the list on the page stays, with a sentence. */
function index() {
  loading ??= fetch(dataset.file).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.json()
  }).then(file => {
    const made = read(file)
    for (const { slug, name } of where ? made.places : []) where.append(make('option', { value: slug, textContent: name }))
    return made
  })
  loading.catch(() => {
    part('said').textContent = messages.broken
    asked.hidden = false
  })
  return loading
}

/** Loads what the search needs to know more; without it the search goes on with what it has. */
async function learn(needs) {
  if (!dataset[needs]) return false
  try {
    const lines = await load(dataset[needs])
    if (needs === 'names') Object.assign(known, { names: readNames(lines), elsewhere: readElsewhere(lines) })
    else known.postcodes = readPostcodes(lines)
    return true
  } catch {
    return false
  }
}

/** The words that were found, marked in a text. */
function marked(text, marks) {
  return text.split(TOKENS).map(token => (isMarked(token, marks) ? make('mark', { textContent: token }) : token))
}

/** The sentence of a text that has most of what was asked, or the first. */
function headline(text, marks) {
  const sentences = text.split(SENTENCES)
  const count = sentence => sentence.split(TOKENS).filter(token => isMarked(token, marks)).length
  const most = Math.max(...sentences.map(count))
  const first = sentences.findIndex(sentence => count(sentence) === most)
  return marked(sentences.slice(first, first + 2).join(' '), marks)
}

function hit(entry) {
  const { kind, address, title, text, parent, isDutch, area, provider, village, absentIn, marks } = entry
  const [path, anchor] = address.split('#')
  const link = make('a', { href: `${dataset.home}${path}${anchor ? `#${anchor}` : ''}` })
  const under = make('p')
  if (kind === 'offer') link.append(...marked(fill(messages.in, { name: title, place: area.name }), marks))
  else if (village) link.append(fill(messages.village, { village, name: title }))
  else link.append(...marked(title, marks))
  if (kind === 'municipality') {
    const names = area.offers.map(offer => offer.title).join(', ')
    under.append(`${text}. `, names ? fill(messages.there, { names }) : messages.none)
  } else under.append(...(provider ? [make('bdi', { textContent: `${provider}. ` })] : []), ...headline(text, marks))
  if (isDutch) for (const element of [link, under]) Object.assign(element, { lang: 'nl', dir: 'ltr' })
  const above = [messages.kinds[kind], kind === 'contact' && area ? area.name : parent].filter(Boolean).join(' · ')
  return make('li', { className: `hit hit--${kind}` }, make('p', { className: 'hit__kind', textContent: above }), make('h2', {}, link), ...(absentIn ? [make('p', { className: 'hit__absent', textContent: fill(messages.absent, { place: absentIn }) })] : []), under)
}

/** The answer in words, and where there may be danger the numbers to call. */
function showAnswer(meaning) {
  part('answer').replaceChildren(...(meaning ? [make('p', { textContent: meaning.answer })] : []))
  part('answers').hidden = !meaning
  part('answers').classList.toggle('answer--danger', Boolean(meaning?.danger))
  part('numbers').replaceChildren(...(meaning?.danger ? [document.querySelector('.safety .safety__list').cloneNode(true)] : []))
}

function showFilter(found) {
  const kinds = new Set(found.map(({ kind }) => kind))
  for (const radio of [...form.elements.soort].filter(({ value }) => value)) {
    const count = found.filter(({ kind }) => kind === radio.value).length
    radio.parentElement.hidden = !count && !radio.checked
    radio.nextElementSibling.textContent = `(${number.format(count)})`
  }
  part('filter').hidden = kinds.size < 2 && !form.elements.soort.value
}

function meantBy(meant) {
  const element = part('meant')
  const [before, after] = messages.meant.split('{meant}')
  const button = make('button', { type: 'button', className: 'link', textContent: meant })
  button.addEventListener('click', () => {
    input.value = meant
    answer()
    input.focus()
  })
  element.replaceChildren(...(meant ? [before, button, after] : []))
  element.hidden = !meant
}

/** Shows what fits what is in the field, and puts it in the address. */
async function answer() {
  cut(input, MOST_LETTERS)
  const typed = input.value.trim()
  const soort = form.elements.soort.value
  const home = where?.value ?? ''
  const words = new URLSearchParams(Object.entries({ zoek: typed, soort, waar: home }).filter(([, value]) => value))
  history.replaceState(null, '', location.pathname + location.search + (typed ? `#${words}` : ''))
  for (const link of document.querySelectorAll('.languages a')) link.hash = typed ? words : ''
  if (!typed) {
    show({ found: [], answer: null, meant: '' }, '')
    return
  }
  let made
  try { made = await index() } catch { return }
  if (home !== (where?.value ?? '') || typed !== input.value.trim()) return // the visitor went on
  let result
  do {
    if (typed !== input.value.trim()) return
    result = search(input.value, made, { ...known, home })
    show(result, typed)
    if (result.answer?.danger) forget()
  } while (result.needs && await learn(result.needs))
}

/** Takes the question out of the address: who is in danger may share the phone with the one they fear. */
function forget() {
  history.replaceState(null, '', location.pathname + location.search)
  for (const link of document.querySelectorAll('.languages a')) link.hash = ''
}

/** The sentences about what was found. */
function tell(typed, count, { elsewhere, postcode, isCut }) {
  const lines = isCut ? [messages.cut] : []
  if (elsewhere) lines.push(fill(messages[elsewhere.kind], { name: elsewhere.label }))
  if (postcode.length === 4 && !count) lines.push(fill(messages.no_postcode, { postcode }))
  else if (count || !elsewhere) lines.push(fill(count ? messages.found : messages.nothing, { count: number.format(count), typed: quoted(typed) }))
  return lines.join(' ')
}

function show(result, typed) {
  const { found, answer, meant } = result
  const soort = form.elements.soort.value
  const chosen = soort ? found.filter(({ kind }) => kind === soort) : found
  showFilter(found)
  meantBy(meant)
  asked.hidden = Boolean(typed)
  if (where) where.parentElement.hidden = !typed
  showAnswer(answer)
  list.replaceChildren(...chosen.slice(0, length).map(hit))
  part('more').hidden = chosen.length <= length
  const said = part('said')
  said.replaceChildren(typed ? tell(typed, chosen.length, result) : '')
  if (typed && !chosen.length && where?.value) {
    const name = where.selectedOptions[0].textContent
    said.append(' ', make('a', { href: `${dataset.home}${where.value}/`, textContent: fill(messages.page, { name }) }))
  }
}

/** What the address says, when it is new or when the visitor goes back. */
async function follow() {
  const words = new URLSearchParams(location.hash.slice(1))
  if (!words.has('zoek')) return
  input.value = words.get('zoek')
  cut(input, MOST_LETTERS)
  for (const radio of form.elements.soort) radio.checked = radio.value === (words.get('soort') ?? '')
  if (!form.elements.soort.value) form.elements.soort[0].checked = true
  try { await index() } catch { return }
  if (where) {
    where.value = words.get('waar') ?? ''
    if (where.selectedIndex < 0) where.value = ''
  }
  await answer()
}

input.addEventListener('focus', () => { index().catch(() => {}) }, { once: true })
form.addEventListener('input', ({ target }) => {
  length = SHOWN
  if (target === input) form.elements.soort[0].checked = true // a new question is asked of everything
  answer()
})
form.addEventListener('submit', event => {
  event.preventDefault()
  answer()
})
part('more').addEventListener('click', () => {
  const first = length
  length += SHOWN
  answer().then(() => list.children[first]?.querySelector('a').focus())
})
window.addEventListener('hashchange', follow)
form.hidden = false
follow()
