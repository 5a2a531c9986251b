// The signpost: one question after the other, or all at once for professionals, and then what belongs to the answers.
// The answers live in the address after the #, and nowhere else: they are gone when the page is closed.

import { besidesPlace, isAnswered, readAnswers, WHERE, writeAnswers } from './answers.js'
import { all, one } from './elements.js'
import { showWhose, visit } from './municipality.js'
import { fitsIn, showOutcome } from './outcome.js'
import {
  answerLines, choicesIn, fillIn, focusOn, nameOf, showChosenPlace, showQuestions
} from './questions.js'

/** @typedef {import('./answers.js').Answers} Answers */
/** @typedef {import('./municipality.js').Municipality} Municipality */
/** @typedef {import('../place_field/places.js').Area} Area */

const root = one('.signpost')
const { dataset } = root
const home = dataset.home ?? ''
/** @type {import('../words/messages.js').Messages} */
const messages = JSON.parse(dataset.messages ?? '')
const isAllAtOnce = 'all' in dataset
const isFramed = 'framed' in dataset
const whole = all('.question', root)
const where = whole.find(question => nameOf(question) === WHERE)
const choices = choicesIn(whole)
const fits = fitsIn(root)
const dangers = all('.elsewhere--danger', root).map(section => section.dataset.elsewhere)
const elsewhere = all('[data-elsewhere]', root).map(section => section.dataset.elsewhere)
const withAnswers = /** @type {HTMLInputElement | null} */ (root.querySelector('[data-with-answers]'))
const printed = document.getElementById('adres')
const bare = printed?.textContent ?? ''

let questions = whole // in a frame the site around it says where
let step = 0 // of the questions; as many as there are where the outcome is shown
/** @type {Answers} */
let answers = {}
/** @type {Municipality | null} */
let place = null
let sought = '' // the slug of the municipality that was chosen last
let loadingPlace = Promise.resolve()
let isChanging = false // one answer of an outcome that is there already

const isGiven = () => !where || !questions.includes(where) // nobody is asked for the municipality
const ownAnswers = () => (isGiven() ? besidesPlace(answers) : answers)

/**
 * @param {string} waar
 * @returns {Answers}
 */
const nothingBut = waar => (waar && isGiven() ? { waar } : {})

/** The answers as they stand in the address; danger does not: the one they fear may see the phone too. */
const hash = () => writeAnswers(answers, value => dangers.includes(value))

/** True where the address leads to a place on this page, such as the numbers in danger. */
const isAnchor = () => Boolean(document.getElementById(location.hash.slice(1)))

/** Puts the answers in the address, so that the page can be shared and read again. */
function write() {
  history.replaceState(null, '', location.pathname + location.search + (hash() ? `#${hash()}` : ''))
  const links = /** @type {HTMLAnchorElement[]} */ (all('.languages a, .other-door'))
  for (const link of links) link.hash = hash()
}

/**
 * Takes an answer.
 * @param {string} name
 * @param {string} value
 */
function choose(name, value) {
  answers = { ...answers, [name]: value }
  write()
  if (isAllAtOnce) show()
}

/**
 * Looks up the municipality that was chosen, or that the site is about.
 * @param {string} slug
 */
async function visitPlace(slug) {
  place = null
  sought = slug
  if (!slug && !dataset.place) return
  const address = new URL(dataset.place || `${home}${slug}/`, location.href)
  const found = await visit(slug, address)
  if (sought === slug) place = found // and not another one, chosen since
}

/** Shows the questions, and what was chosen where. */
function ask() {
  showQuestions(root, questions, { step, isAllAtOnce, messages })
}

/**
 * Goes to a question, or to the outcome, and puts the focus there.
 * @param {number} to
 */
async function go(to) {
  step = to
  ask()
  if (step >= questions.length) {
    await show()
    const outcome = one('.outcome', root)
    one('h2', outcome).focus()
    outcome.scrollIntoView({ block: 'start' })
  } else {
    questions[step].scrollIntoView({ block: 'nearest' }) // all of it, where it fits
    one('legend', questions[step]).focus() // with which the question itself is in sight
  }
}

/**
 * Goes back to a question of which the answer stands in the outcome.
 * @param {HTMLElement} question
 */
function goBack(question) {
  isChanging = !isAllAtOnce
  if (isAllAtOnce) focusOn(question)
  else go(questions.indexOf(question))
}

/**
 * Shows what belongs to the answers.
 * @param {string[]} [unknown]
 */
async function show(unknown = []) {
  await loadingPlace
  showOutcome(root, fits, messages, { answers: ownAnswers(), place, unknown })
  const lines = answerLines(questions, answers, { name: place?.name, goBack })
  one('.outcome__answers ul', root).replaceChildren(...lines)
}

/** What the address says, when it is new or when the visitor goes back. */
async function follow() {
  const { found, unknown } = readAnswers(isAnchor() ? '' : location.hash, choices)
  answers = found
  loadingPlace = visitPlace(answers.waar)
  await loadingPlace
  if (answers.waar && !place) {
    unknown.push(`${WHERE}=${answers.waar}`)
    answers = { ...answers, waar: '' }
  }
  questions = isFramed && answers.waar ? whole.filter(question => question !== where) : whole
  if (isFramed && place) showWhose(place, home)
  write()
  fillIn(whole, answers)
  showChosenPlace(where, place?.name, Boolean(answers.waar))
  const isDone = isAnswered(ownAnswers()) || unknown.length > 0 || isAllAtOnce
  step = isDone ? questions.length : 0
  ask()
  if (isDone) await show(unknown)
}

/** Goes on to the next question; to the outcome after the last, and where no question would change it. */
function goOn() {
  const form = questions[step].querySelector('form')
  const isElsewhereTyped = form && 'elsewhere' in form.dataset // the field said that the map is not about that place
  const typed = form?.querySelector('input')?.value.trim()
  if (form && typed && !answers.waar && !isElsewhereTyped) { // a place that was not yet chosen
    form.requestSubmit()
    return
  }
  const isOver = isChanging || (nameOf(questions[step]) === 'helpt' && elsewhere.includes(answers.helpt))
  isChanging = false
  go(isOver ? questions.length : step + 1)
}

/** Forgets the answers, but not where the site around a frame is about. */
function startAgain() {
  answers = nothingBut(answers.waar)
  loadingPlace = visitPlace(answers.waar)
  write()
  fillIn(whole, answers)
  showChosenPlace(where)
  go(0)
  if (!isAllAtOnce) return
  show()
  focusOn(questions[0])
}

root.addEventListener('place', event => {
  event.preventDefault()
  const { slug } = /** @type {CustomEvent<Area>} */ (event).detail
  loadingPlace = visitPlace(slug).then(() => {
    showChosenPlace(where, place?.name, true)
    if (isAllAtOnce) show()
  })
  choose(WHERE, slug)
  if (where) loadingPlace.then(() => one('.question__chosen button', where).focus())
})
where?.querySelector('.question__chosen button')?.addEventListener('click', () => {
  loadingPlace = visitPlace('')
  choose(WHERE, '')
  showChosenPlace(where)
  where.querySelector('input')?.focus()
})
root.addEventListener('change', ({ target }) => {
  const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (target)
  const question = /** @type {HTMLElement | null} */ (field.closest('.question'))
  if (question && field.name) choose(nameOf(question), field.value)
})
one('[data-next]', root).addEventListener('click', goOn)
one('[data-back]', root).addEventListener('click', () => go(step - 1))
one('[data-again]', root).addEventListener('click', startAgain)
root.querySelector('[data-print]')?.addEventListener('click', () => window.print())
root.querySelector('[data-copy]')?.addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href)
  one('.outcome__said', root).textContent = messages.copied
})
withAnswers?.addEventListener('change', () => {
  root.classList.toggle('signpost--with-answers', withAnswers.checked)
})
// On paper the answers stand in the address only if the visitor wants: a browser prints it too.
window.addEventListener('beforeprint', () => {
  if (!withAnswers?.checked) history.replaceState(null, '', location.pathname + location.search)
  if (printed) printed.textContent = withAnswers?.checked && hash() ? `${bare}#${hash()}` : bare
})
window.addEventListener('afterprint', write)
window.addEventListener('hashchange', () => isAnchor() || follow())
root.hidden = false
one('.rules').removeAttribute('open')
follow()
