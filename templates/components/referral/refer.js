// The page of a referral card: the questions, and then the card. The answers live in the address after the #, and
// nowhere else. With danger among them none stands there: without it the others would lead to another card.

import { AGE, agesIn, isAnswered, writeAnswers } from '../signpost/address.js'
import { EXPECTING } from '../signpost/answers.js'
import { all, one } from '../signpost/elements.js'
import { fillApart as fill, list, listQuoted, locale } from '../words/messages.js'
import { groupOf, MOST_AGES, oldestOf, readReferral } from './referral-address.js'
import { showCard } from './referral-card.js'
import { fitsAway, fitsHere } from './referral-rules.js'

/** @typedef {import('../signpost/address.js').Answers} Answers */

const WEEKS = 6
const DAY = { day: 'numeric', month: 'long', year: 'numeric' }
const form = /** @type {HTMLFormElement} */ (one('.asks'))
const { place: slug = '', name: place = '', rules } = form.dataset
/** @type {import('../words/messages.js').Messages} */
const messages = JSON.parse(form.dataset.messages ?? '')
const privately = (form.dataset.private ?? '').split(',')
const card = one('.referral')
const note = one('.asks__note')
const fields = /** @type {HTMLInputElement[]} */ (all('input', form))
const choices = new Map([...new Set(fields.map(({ name }) => name))].map(name =>
  [name, fields.filter(field => field.name === name && field.value).map(({ value }) => value)]))
const groups = choices.get(AGE) ?? []
const dangers = all('[data-danger]').map(({ dataset }) => dataset.refused)
const here = fitsHere()
const loading = fitsAway(rules, here)
const printed = document.getElementById('adres')
const bare = printed?.textContent ?? ''

/** @type {Answers} */
let answers = {}

/**
 * The words of an answer.
 * @param {string} name
 * @param {string} value
 */
function labelOf(name, value) {
  const field = fields.find(each => each.name === name && each.value === value)
  return field?.nextElementSibling?.textContent ?? fill(messages.year, { age: value })
}

/** @param {string} age */
function childOf(age) {
  if (age === EXPECTING) return messages.unborn_child
  return groups.includes(age) ? fill(messages.group, { ages: labelOf(AGE, age) }) : fill(messages.child, { age })
}

const isDanger = () => agesIn(answers.helpt ?? '').some(each => dangers.includes(each))

/** The answers as they stand in the address: in danger none, as the one they fear might read it. */
const hash = () => (isDanger() ? '' : writeAnswers(answers, value => !value))

const address = () => location.pathname + location.search + (hash() ? `#${hash()}` : '')

/** Ticks in the questions what was answered. */
function fillIn() {
  for (const field of fields) {
    const given = agesIn(answers[field.name] ?? '')
    const values = field.name === AGE ? given.map(age => groupOf(age, groups)) : given
    field.checked = values.includes(field.value) || (field.type === 'radio' && !field.value && !given.length)
  }
}

/** What is ticked now; years that came with the address stay as long as nobody ticks another age. */
function readForm() {
  /** @type {Answers} */
  const found = {}
  for (const name of choices.keys()) {
    const value = fields.filter(field => field.name === name && field.checked && field.value).map(each => each.value)
    if (value.length) found[name] = value.join()
  }
  const before = new Set(agesIn(answers[AGE] ?? '').map(age => groupOf(age, groups)))
  const now = agesIn(found[AGE] ?? '')
  if (now.length && now.length === before.size && now.every(age => before.has(age))) found[AGE] = answers[AGE]
  return found
}

/** What was answered, in a line. */
function inShort() {
  const ages = agesIn(answers[AGE] ?? '').map(age => labelOf(AGE, age))
  const others = ['hulp', 'plek'].filter(name => answers[name]).map(name => labelOf(name, answers[name]))
  const plays = agesIn(answers.helpt ?? '').map(each => labelOf('helpt', each))
  return [...(ages.length ? [list(ages)] : []), ...plays, ...others].map(each => `${each}.`).join(' ')
}

/** Shows the card in place of the questions. */
async function showAnswers() {
  const { away, isLost } = await loading
  const said = showCard({ place, answers, messages, here, away, privately, labelOf, childOf })
  one('.referral__chosen > span').textContent = inShort()
  if (isLost) note.textContent = [note.textContent, messages.lost].join(' ').trim()
  turn(true)
  one('.referral__said').textContent = said.join(' ')
}

/**
 * Shows the card, or the questions.
 * @param {boolean} isCard
 */
function turn(isCard) {
  form.classList.toggle('is-answered', isCard)
  document.body.classList.toggle('has-card', isCard)
  form.hidden = false
  card.hidden = !isCard
  for (const part of all('.referral__chosen, .referral__keep, .referral__copy')) part.hidden = false
  one('[data-change]').hidden = !isCard
  for (const link of /** @type {HTMLAnchorElement[]} */ (all('.languages a'))) link.hash = isCard ? hash() : ''
}

/**
 * Brings what is shown to the top of the screen, with the focus.
 * @param {HTMLElement} head
 * @param {Element} part
 */
function bringUp(head, part) {
  head.focus({ preventScroll: true })
  part.scrollIntoView({ block: 'start' })
}

/** @param {import('./referral-address.js').Read} read */
function noteOf({ unknown, wrongAges, count }) {
  return [
    wrongAges.length && fill(messages.wrong_ages, { words: listQuoted(wrongAges), oldest: oldestOf(groups) }),
    count && fill(messages.too_many, { count, most: MOST_AGES }),
    unknown.length && fill(messages.unknown, { words: listQuoted(unknown) })
  ].filter(Boolean).join(' ')
}

const isAnchor = () => Boolean(document.getElementById(location.hash.slice(1)))

/** What the address says: at the card where it has an answer, else at the questions. */
async function follow() {
  const read = readReferral(isAnchor() ? '' : location.hash, choices, slug)
  answers = read.found
  fillIn()
  note.textContent = noteOf(read)
  const isCard = isAnswered(answers)
  if (!isAnchor()) history.replaceState({ isCard }, '', address())
  if (isCard) await showAnswers()
  else turn(false)
}

/**
 * Copies a text, and says so.
 * @param {string} text
 * @param {Element} said
 * @param {string} words
 */
async function copy(text, said, words) {
  said.textContent = await navigator.clipboard.writeText(text).then(() => words, () => messages.failed)
}

form.addEventListener('submit', async event => {
  event.preventDefault()
  answers = readForm()
  const isUnanswered = !isAnswered(answers)
  note.textContent = isUnanswered ? messages.unanswered : ''
  if (isUnanswered) {
    form.scrollIntoView({ block: 'start' })
    return
  }
  history.pushState({ isCard: true }, '', address())
  await showAnswers()
  bringUp(one('.referral .ground:not([hidden]) h2'), one('.referral__head'))
})
one('[data-change]').addEventListener('click', () => {
  history.pushState({ isCard: false }, '', location.pathname + location.search)
  turn(false)
  bringUp(fields[0], form)
})
one('[data-copy]').addEventListener('click', () => {
  const lines = all('.message p').filter(line => !line.hidden).map(line => line.textContent)
  copy(lines.join('\n'), one('.referral__copy [role=status]'), messages.copied)
})
one('[data-link]').addEventListener('click', () =>
  copy(location.href, one('.referral__keep [role=status]'), messages.linked))
one('[data-print]').addEventListener('click', () => window.print())
window.addEventListener('popstate', async ({ state }) => {
  if (!state) return // another address, see hashchange
  if (!state.isCard) {
    turn(false)
    return
  }
  const read = readReferral(location.hash, choices, slug)
  if (hash() !== writeAnswers(read.found, value => !value)) answers = read.found
  if (isAnswered(answers)) await showAnswers()
  else turn(false) // it was danger, which is nowhere any more
})
window.addEventListener('hashchange', () => {
  if (!history.state && !isAnchor()) follow()
})
window.addEventListener('beforeprint', () => {
  if (printed) printed.textContent = hash() && !card.hidden ? `${bare}#${hash()}` : bare
  const told = all('.referral .cite a').filter(cite => !cite.closest('[hidden]')
    && !(isDanger() && cite.closest('.not-in-danger')))
  const numbers = new Set(told.flatMap(({ textContent }) => textContent?.match(/\d+/g) ?? []))
  for (const source of all('.sources li')) {
    source.classList.toggle('is-untold', !card.hidden && !numbers.has(source.id.replace('bron-', '')))
  }
})

/** @param {Date} day */
const inWords = day => day.toLocaleDateString(locale, /** @type {Intl.DateTimeFormatOptions} */ (DAY))
const back = new Date()
back.setDate(back.getDate() + WEEKS * 7)
for (const line of all('.referral__date')) line.textContent = inWords(back)
one('.referral__made').textContent = fill(messages.made, { day: inWords(new Date()) })
document.querySelector('.referral__rules')?.removeAttribute('open')
if (matchMedia('(max-width: 45rem)').matches) {
  const kept = here.length ? '' : ':not([data-group=away])' // where we know nothing, this is all there is
  for (const fold of all(`.referral__parts > .fold${kept}`)) fold.removeAttribute('open')
}
follow()
