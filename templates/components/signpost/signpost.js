// The signpost: one question after the other, and then what belongs to the answers.
// The answers live in the address after the #, and nowhere else: they are gone when the page is closed. Each question
// is a step in the history of the browser, which knows no more of it than its word.

import { AGE, besidesPlace, readAnswers, WHERE, writeAnswers } from './address.js'
import { all, one } from './elements.js'
import {
  agesChosen, answerLines, choicesIn, fillIn, nameOf, showChips, showChosenPlace, showQuestions
} from './questions.js'
import { fillApart as fill, listQuoted } from '../words/messages.js'

/** @typedef {import('./address.js').Answers} Answers */
/** @typedef {import('./municipality.js').Municipality} Municipality */
/** @typedef {import('../place_field/places.js').Area} Area */

const root = one('.signpost')
const { dataset } = root
const home = dataset.home ?? ''
/** @type {import('../words/messages.js').Messages} */
const messages = JSON.parse(dataset.messages ?? '')
const isFramed = 'framed' in dataset
const whole = all('.question', root)
const where = whole.find(question => nameOf(question) === WHERE)
const choices = choicesIn(whole)
const dangers = all('.elsewhere--danger', root).map(section => section.dataset.elsewhere)
const elsewhere = all('[data-elsewhere]', root).map(section => section.dataset.elsewhere)
const withAnswers = /** @type {HTMLInputElement | null} */ (root.querySelector('[data-with-answers]'))
const printed = document.getElementById('adres')
const bare = printed?.textContent ?? ''

let questions = whole // in a frame the site around it says where
let asked = whole // those that the address had no answer to, one after the other
/** @type {HTMLElement | null} */
let current = whole[0] // the question that is shown; null where the outcome is
/** @type {Answers} */
let answers = {}
/** @type {Municipality | null} */
let place = null
let sought = '' // the slug of the municipality that was chosen last
let loadingPlace = Promise.resolve()
/** @type {HTMLElement | null | undefined} */
let cameFrom // where an answer is only changed, and what was shown before it
/** @type {import('./outcome.js').Fit[] | undefined} */
let fits
/** @type {Promise<typeof import('./outcome.js') | void> | undefined} */
let parts

/** What is known of municipalities comes when one is chosen. */
const municipalities = () => import('./municipality.js')

/** What shows the outcome comes with the first answer, so that the first question is there sooner. */
function outcome() {
  parts ??= import(new URL(dataset.outcome ?? '', document.baseURI).href).catch(() => { parts = undefined })
  return parts
}

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

const address = () => location.pathname + location.search + (hash() ? `#${hash()}` : '')

/**
 * What the history knows of a step: the question, empty for the outcome, and how many steps of ours lie before it.
 * @returns {{question: string, depth: number} | null}
 */
const stepBefore = () => history.state

/** @param {number} depth */
const stepNow = depth => ({ question: current ? nameOf(current) : '', depth })

/** Puts the answers in the address, so that the page can be shared and read again. */
function write() {
  history.replaceState(stepNow(stepBefore()?.depth ?? 0), '', address())
  const links = /** @type {HTMLAnchorElement[]} */ (all('.languages a, .other-door'))
  for (const link of links) link.hash = hash()
}

/**
 * Says something that stays in sight.
 * @param {string} words
 */
function note(words) {
  one('.signpost__note', root).textContent = words
}

/**
 * Takes an answer.
 * @param {string} name
 * @param {string} value
 */
function choose(name, value) {
  answers = { ...answers, [name]: value }
  outcome()
  note('')
  write()
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
  const found = await municipalities().then(({ visit }) => visit(slug, address), () => lost(slug, address))
  if (sought === slug) place = found // and not another one, chosen since
}

/**
 * A municipality of which nothing loads.
 * @param {string} slug
 * @param {URL} address
 * @returns {Municipality}
 */
const lost = (slug, address) =>
  ({ slug, name: slug, address, isLost: true, offers: new Map(), next: {} })

/** Shows the question, and the answers to the others. */
function ask() {
  showQuestions(root, asked, { current, messages })
  const others = questions.filter(question =>
    question !== current && !dangers.includes(answers[nameOf(question)])) // danger does not stay in sight
  showChips(root, others, answers, { name: place?.name, goBack })
}

/**
 * Brings what is shown to the top of the screen, with the focus.
 * @param {boolean} [isScrolled]
 */
function bringUp(isScrolled = true) {
  const alarm = root.querySelector('.elsewhere--danger:not([hidden]) h2')
  const head = current ? one('legend', current) : /** @type {HTMLElement} */ (alarm ?? one('#uitkomst', root))
  head.tabIndex = -1
  head.focus({ preventScroll: true })
  if (isScrolled) one(current ? '.questions' : alarm ? '.outcome' : '.reply', root).scrollIntoView({ block: 'start' })
}

/**
 * Shows a question, or the outcome.
 * @param {HTMLElement | null} to
 */
async function turnTo(to) {
  current = to
  write()
  ask()
  if (!current) await show()
  bringUp()
}

/**
 * The same as one step more in the history.
 * @param {HTMLElement | null} to
 */
function go(to) {
  current = to
  history.pushState(stepNow((stepBefore()?.depth ?? 0) + 1), '', address())
  turnTo(to)
}

/** One step back; where a link led here, to the question before. */
function back() {
  if (stepBefore()?.depth) history.back()
  else turnTo((current ? asked[asked.indexOf(current) - 1] : questions[questions.length - 1]) ?? questions[0])
}

/**
 * Goes back to a question to change its answer.
 * @param {HTMLElement} question
 */
function goBack(question) {
  cameFrom = current
  go(question)
}

/** Shows what belongs to the answers. */
async function show() {
  await loadingPlace
  const shown = await outcome()
  if (!shown) {
    note(messages.broken)
    return
  }
  fits ??= shown.fitsIn(root)
  shown.showOutcome(root, fits, messages, { answers: ownAnswers(), place })
  const lines = answerLines(questions, answers, { name: place?.name, goBack })
  one('.answers', root).replaceChildren(...lines)
  root.querySelector('.outcome__copied')?.replaceChildren() // it was another link
}

/** The question of a step in the history; none where it was the outcome. */
const questionOfStep = () => questions.find(question => nameOf(question) === stepBefore()?.question)

/** What the address says, when it is new or when the visitor goes back. */
async function follow() {
  const { found, unknown } = readAnswers(isAnchor() ? '' : location.hash, choices)
  answers = found
  if (whole.every(question => nameOf(question) in found)) outcome() // while the place is on its way
  loadingPlace = visitPlace(answers.waar)
  await loadingPlace
  if (answers.waar && !place) {
    unknown.push(`${WHERE}=${answers.waar}`)
    answers = besidesPlace(answers)
  }
  questions = isFramed && answers.waar ? whole.filter(question => question !== where) : whole
  const open = questions.filter(question => !(nameOf(question) in answers))
  asked = open.length ? open : questions
  current = open.length && !elsewhere.includes(answers.helpt) ? questionOfStep() ?? asked[0] : null
  cameFrom = undefined
  if (isFramed && place) await showPlaceOfFrame(place)
  write()
  fillIn(whole, answers)
  showChosenPlace(where, place?.name, Boolean(answers.waar))
  note(unknown.length ? fill(messages.unknown, { words: listQuoted(unknown) }) : '')
  if (!current) await show() // before it is in sight, so that nothing moves
  root.hidden = false
  ask()
  // A frame leaves the page around it where it is, and who comes to a question reads the page from its top; not where
  // what the address says wrongly would push the question out of sight.
  if (!isFramed) bringUp(!current || scrollY > 0 || unknown.length > 0)
}

/**
 * Shows whose frame it is.
 * @param {Municipality} place
 */
const showPlaceOfFrame = place => municipalities().then(({ showWhose }) => showWhose(place, home), () => {})

/** Goes on to the next question; to the outcome after the last, and where no question would change it. */
function goOn() {
  if (!current) return
  const form = current.querySelector('form')
  const isElsewhereTyped = form && 'elsewhere' in form.dataset // the field said that the map is not about that place
  const typed = form?.querySelector('input')?.value.trim()
  if (form && typed && !answers.waar && !isElsewhereTyped) { // a place that was not yet chosen
    form.requestSubmit()
    return
  }
  const name = nameOf(current)
  answers = { ...answers, [name]: answers[name] ?? '' }
  const isOver = name === 'helpt' && elsewhere.includes(answers.helpt)
  const next = cameFrom === undefined ? asked[asked.indexOf(current) + 1] ?? null : cameFrom
  cameFrom = undefined
  write()
  go(isOver ? null : next)
}

/** Goes on without an answer. */
function skip() {
  if (!current) return
  const name = nameOf(current)
  if (name === WHERE) forgetPlace()
  answers = { ...answers, [name]: '' }
  fillIn([current], answers)
  const input = current.querySelector('input')
  if (name === WHERE && input) input.value = ''
  goOn()
}

/**
 * True of the button of an answer that is a danger.
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
const isDanger = target => target instanceof HTMLInputElement && dangers.includes(target.value)

/** Takes back which municipality it is. */
function forgetPlace() {
  loadingPlace = visitPlace('')
  showChosenPlace(where)
}

/** Forgets the answers, but not where the site around a frame is about. */
function startAgain() {
  answers = nothingBut(answers.waar)
  asked = questions
  loadingPlace = visitPlace(answers.waar)
  fillIn(whole, answers)
  if (!isGiven()) showChosenPlace(where)
  go(questions[0])
}

root.addEventListener('place', event => {
  event.preventDefault()
  const { slug } = /** @type {CustomEvent<Area>} */ (event).detail
  loadingPlace = visitPlace(slug).then(() => {
    showChosenPlace(where, place?.name, true)
  })
  choose(WHERE, slug)
  loadingPlace.then(() => {
    if (current === where && sought === slug) goOn()
  })
})
where?.querySelector('.question__chosen button')?.addEventListener('click', () => {
  forgetPlace()
  choose(WHERE, '')
  where.querySelector('input')?.focus()
})
root.addEventListener('change', ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target)
  const question = /** @type {HTMLElement | null} */ (field.closest('.question'))
  if (!question || !field.name) return
  const name = nameOf(question)
  choose(name, name === AGE ? agesChosen(question) : field.value)
})
// Who is in danger need not look for the button below: a click, Enter or a space goes on. The arrows only look.
let isByArrows = false
root.addEventListener('keydown', event => {
  isByArrows = event.key.startsWith('Arrow')
  if (!['Enter', ' '].includes(event.key) || !isDanger(event.target)) return
  event.preventDefault() // of itself the space does nothing where the arrows chose already
  event.target.click()
})
root.addEventListener('keyup', () => { isByArrows = false })
root.addEventListener('click', ({ target }) => {
  if (isByArrows || !isDanger(target)) return
  choose(nameOf(/** @type {HTMLElement} */ (current)), target.value)
  goOn()
})
one('[data-where]', root).addEventListener('click', () => where && goBack(where))
one('[data-next]', root).addEventListener('click', goOn)
one('[data-skip]', root).addEventListener('click', skip)
for (const button of all('[data-back]', root)) button.addEventListener('click', back)
one('[data-again]', root).addEventListener('click', startAgain)
if (!isFramed) history.scrollRestoration = 'manual' // a step comes to the top of the screen
root.querySelector('[data-print]')?.addEventListener('click', () => window.print())
root.querySelector('[data-copy]')?.addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href)
  one('.outcome__copied', root).textContent = messages.copied
})
withAnswers?.addEventListener('change', () => {
  root.classList.toggle('signpost--with-answers', withAnswers.checked)
})
// On paper the answers stand in the address only if the visitor wants: a browser prints it too.
window.addEventListener('beforeprint', () => {
  if (!withAnswers?.checked) history.replaceState(history.state, '', location.pathname + location.search)
  if (printed) printed.textContent = withAnswers?.checked && hash() ? `${bare}#${hash()}` : bare
})
window.addEventListener('afterprint', write)
window.addEventListener('popstate', ({ state }) => {
  if (!state) return
  cameFrom = undefined
  turnTo(questionOfStep() ?? null)
})
// Another address, typed or followed; a step of ours was shown already.
window.addEventListener('hashchange', () => stepBefore() || isAnchor() || follow())
one('.rules').removeAttribute('open')
follow()
