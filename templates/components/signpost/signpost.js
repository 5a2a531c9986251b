// The signpost: one question after the other, or all at once for professionals, and then what belongs to the answers.
// The answers live in the address after the #, and nowhere else: they are gone when the page is closed.

import { fillApart as fill, list, listQuoted } from '../words/messages.js'
import { agesOf, EXPECTING, judge } from './rules.js'

const MOST_IN_ADDRESS = 50 // answers that an address holds; the rest is left out
const root = document.querySelector('.signpost')
const { dataset } = root
const messages = JSON.parse(dataset.messages)
const isAllAtOnce = 'all' in dataset
const outcome = root.querySelector('.outcome')
const questions = [...root.querySelectorAll('.question')]
const names = questions.map(question => question.dataset.question)
const questionOf = name => questions[names.indexOf(name)]
const nameOf = slug => fits.find(fit => fit.slug === slug).name
const withAnswers = root.querySelector('[data-with-answers]')
const fits = [...root.querySelectorAll('.fit')].map(article => ({
  article,
  slug: article.dataset.initiative,
  name: article.querySelector('.fit__name').textContent,
  reasons: [...article.querySelectorAll('.fit__all > li')].map(element => ({ element, ...element.dataset }))
}))
const elsewhere = [...root.querySelectorAll('[data-elsewhere]')]
const printed = document.getElementById('adres')
const bare = printed?.textContent

let step = 0 // of the questions; as many as there are where the outcome is shown
let answers = {} // by the word of the question
let place = null // the chosen municipality, as its page tells: {name, address, offers, next, apart}
let loadingPlace = Promise.resolve()
let isChanging = false // one answer of an outcome that is there already

/** True where the address leads to a place on this page, such as the numbers in danger. */
const isAnchor = () => Boolean(document.getElementById(location.hash.slice(1)))

/** The answers that the address holds, and the words in it that are no answer. */
function read() {
  const found = {}
  const unknown = []
  const said = isAnchor() ? [] : [...new URLSearchParams(location.hash.slice(1))]
  for (const [name, value] of said.slice(0, MOST_IN_ADDRESS)) {
    if (name === 'waar' && names.includes(name) && /^[a-z0-9-]{1,60}$/.test(value)) found.waar = value
    else if (value && choicesOf(name).includes(value)) found[name] = value
    else unknown.push(`${name}=${value}`)
  }
  return { found, unknown }
}

const choicesOf = name => [...(questionOf(name)?.querySelectorAll('option, [type=radio]') ?? [])].map(({ value }) => value)
const isDanger = value => elsewhere.some(section => section.dataset.elsewhere === value && section.matches('.elsewhere--danger'))
/** The answers as they stand in the address; danger does not: who is in danger may share the phone with the one they fear. */
const hash = () => new URLSearchParams(Object.entries(answers).filter(([, value]) => value && !isDanger(value))).toString()

/** Puts an answer in the address, so that the page can be shared and read again. */
function choose(name, value) {
  answers = { ...answers, [name]: value }
  write()
  if (isAllAtOnce) show()
}

function write() {
  history.replaceState(null, '', location.pathname + location.search + (hash() ? `#${hash()}` : ''))
  for (const link of document.querySelectorAll('.languages a, .other-door')) link.hash = [link.dataset.with, hash()].filter(Boolean).join('&')
}

/** The municipality that was chosen: its name, its offers and its next step, from its own page. */
async function visit(slug) {
  place = null
  if (!slug && !dataset.place) return
  const address = new URL(dataset.place || `${dataset.home}${slug}/`, location.href)
  place = { slug, name: slug, address, offers: null, next: null, apart: null }
  try {
    const answer = await fetch(address)
    if (answer.status === 404) {
      place = null
      return
    }
    if (!answer.ok) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('.next')
    if (!next || !page.querySelector('.about-place')) { // an address of the site, but no municipality
      place = null
      return
    }
    for (const link of page.querySelectorAll('a[href]')) link.href = new URL(link.getAttribute('href'), address)
    for (const mark of page.querySelectorAll('.cite')) mark.remove()
    const offers = page.querySelectorAll('.offers:not(.offers--ended) > .offer')
    place.name = page.querySelector('.about-place').dataset.name
    place.offers = new Map([...offers].map(offer => [offer.dataset.initiative, offer]))
    place.next = document.adoptNode(next)
    place.next.querySelector('h2').id = 'nu-doen-hier'
    place.next.setAttribute('aria-labelledby', 'nu-doen-hier')
    const apart = isAllAtOnce && page.querySelector('.for-professionals') // whom only professionals call
    if (apart) place.apart = document.adoptNode(apart)
  } catch { /* said where the outcome shows the place */ }
}

/** What is known of an initiative in the chosen municipality: as rules.js wants it. */
function hereOf(slug) {
  if (!place?.offers) return undefined
  const offer = place.offers.get(slug)
  if (!offer) return null
  return { ages: offer.dataset.ages, place: offer.dataset.place && (offer.dataset.place === 'volunteer_home' ? 'elders' : 'thuis') }
}

function showQuestions() {
  const isDone = step >= questions.length
  for (const [index, question] of questions.entries()) question.hidden = !isAllAtOnce && index !== step
  root.querySelector('.questions').hidden = isDone && !isAllAtOnce
  root.querySelector('.questions__go').hidden = isAllAtOnce
  root.querySelector('.questions__step').textContent = isAllAtOnce || isDone ? '' : fill(messages.step, { number: step + 1, count: questions.length })
  root.querySelector('[data-back]').hidden = step === 0
  root.querySelector('[data-next]').textContent = step === questions.length - 1 ? messages.done : messages.next
  outcome.hidden = !isDone && !isAllAtOnce
}

/** Goes to a question, or to the outcome, and puts the focus there. */
async function go(to) {
  step = to
  showQuestions()
  if (step >= questions.length) {
    await show()
    outcome.querySelector('h2').focus()
    outcome.scrollIntoView({ block: 'start' })
  } else {
    questions[step].scrollIntoView({ block: 'nearest' }) // all of it, where it fits
    questions[step].querySelector('legend').focus() // with which the question itself is in sight
  }
}

/** Puts the focus on what can be changed in a question, where all are in sight. */
function focusOn(question) {
  const fields = question.querySelectorAll('.question__chosen button, input:checked, select, [role=combobox]')
  const field = [...fields].find(each => each.checkVisibility())
  field?.focus()
}

/** Shows what belongs to the answers. */
async function show(unknown = []) {
  await loadingPlace
  const other = elsewhere.find(section => section.dataset.elsewhere === answers.helpt)
  for (const section of elsewhere) section.hidden = section !== other
  outcome.querySelector('h2').textContent = other ? messages.elsewhere : messages.fitting
  const numbers = other?.querySelector('.elsewhere__numbers')
  if (numbers && !numbers.children.length) numbers.append(document.querySelector('.safety__list').cloneNode(true))
  const groups = { fits: [], caution: [], no: [] }
  for (const fit of fits) {
    const { verdict, reasons } = judge(fit.reasons, answers, hereOf(fit.slug))
    groups[verdict].push(fit.name)
    showFit(fit, verdict, reasons)
  }
  for (const [verdict, found] of Object.entries(groups)) root.querySelector(`.outcome__group[data-verdict=${verdict}]`).hidden = Boolean(other) || !found.length
  root.querySelector('.outcome__people').hidden = Boolean(numbers)
  root.querySelector('.outcome__keep').hidden = Boolean(numbers)
  const isUnanswered = !Object.values(answers).some(Boolean)
  root.querySelector('#groep-fits').textContent = isUnanswered ? messages.all : messages.some
  root.querySelector('.outcome__nothing').hidden = Boolean(other) || groups.fits.length + groups.caution.length > 0
  showAnswers()
  for (const group of root.querySelectorAll('.outcome__group')) { // what is there in the place before what is not
    const own = [...group.querySelectorAll('.fit')]
    for (const article of own.filter(({ dataset }) => place?.offers && !place.offers.has(dataset.initiative))) group.append(article)
  }
  showPlace(Boolean(other), fits.filter(({ slug }) => place?.offers?.has(slug) && !groups.no.includes(nameOf(slug))).map(({ slug }) => slug))
  for (const line of root.querySelectorAll('.outcome__people [data-ages]')) {
    const { verdict } = judge([{ question: 'leeftijd', ages: line.dataset.ages }], answers)
    line.hidden = answers.leeftijd === EXPECTING ? !line.dataset.ages.split(' ')[2].includes('1') : Boolean(answers.leeftijd) && verdict === 'no'
  }
  const said = root.querySelector('.outcome__said')
  const lines = unknown.length ? [fill(messages.unknown, { words: listQuoted(unknown) })] : []
  if (other) lines.push(`${messages.elsewhere}: ${other.querySelector('h3').textContent}`)
  else if (isUnanswered) lines.push(messages.unanswered)
  else lines.push(...Object.entries(groups).filter(([, found]) => found.length).map(([key, found]) => fill(messages[key], { names: list(found) })))
  said.replaceChildren(...lines.map(line => Object.assign(document.createElement('span'), { textContent: `${line} ` })))
}

function showFit({ slug, article, reasons: all }, verdict, reasons) {
  const lists = article.querySelector('.fit__reasons')
  for (const line of lists.querySelectorAll('li')) line.remove()
  const add = (kind, ...children) => {
    const line = document.createElement('li')
    line.append(...children)
    lists.querySelector(`ul[data-verdict=${kind}]`).append(line)
  }
  const offer = place?.offers?.get(slug)
  for (const reason of reasons) {
    const line = reason.element.cloneNode(true)
    const isLocal = reason.question === 'leeftijd' && offer?.dataset.ages && offer.dataset.ages !== reason.ages
    if (isLocal) line.replaceChildren(fill(messages.age_here, { place: place.name, ages: offer.dataset.agesWords }), ' ', factLink(offer, 'ages', line))
    if (reason.question === 'plek' && reason.verdict !== reason.element.dataset.verdict) line.replaceChildren(`${fill(messages.here, { place: place.name })} ${offer.dataset.placeWords}. `, factLink(offer, 'place', line))
    if (reason.question === 'leeftijd' && reason.verdict === 'caution') {
      const ages = offer?.dataset.ages ?? reason.ages
      if (ages) line.append(` ${answers.leeftijd === EXPECTING && !agesOf(ages).expecting ? messages.unborn : messages.varies}`)
    }
    add(reason.verdict, ...line.childNodes)
  }
  if (place?.offers && offer) {
    const link = offer.querySelector('.offer__name a').cloneNode(true)
    add('fits', `${fill(messages.here, { place: place.name })} `, link, '. ', offer.querySelector('.offer__status').textContent.trim())
  } else if (place?.offers) {
    const site = article.querySelector('.fit__site').cloneNode(true)
    site.hidden = false
    add('caution', `${fill(messages.absent, { place: place.name })} `, site)
  }
  for (const element of lists.children) {
    const kind = element.dataset.verdict
    element.hidden = !lists.querySelector(`ul[data-verdict=${kind}]`).children.length
  }
  article.hidden = false
  root.querySelector(`.outcome__group[data-verdict=${verdict}]`).append(article)
}

/** The way to a fact on the page of an offer, in the words that lead to that of the whole country. */
function factLink(offer, topic, line) {
  const link = line.querySelector('.fact-link').cloneNode(true)
  link.href = `${offer.querySelector('.offer__name a').href}#${topic}`
  return link
}

/** The answers in words, each with the way back to its question. */
function showAnswers() {
  const lines = questions.map((question, index) => {
    const line = document.createElement('li')
    const value = answers[names[index]]
    const chosen = names[index] === 'waar' ? place?.name : question.querySelector(`option[value="${value}"]`)?.textContent ?? question.querySelector(`[value="${value}"]`)?.parentElement.textContent.trim()
    const link = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: question.querySelector('legend').textContent })
    link.addEventListener('click', () => {
      isChanging = !isAllAtOnce
      if (isAllAtOnce) focusOn(question)
      else go(index)
    })
    line.append(link, ' ', Object.assign(document.createElement('bdi'), { textContent: value ? chosen : '–' }))
    return line
  })
  root.querySelector('.outcome__answers ul').replaceChildren(...lines)
}

/** The next step in the chosen municipality, with only those offers that may fit. */
function showPlace(isElsewhere, possible) {
  const box = root.querySelector('.outcome__place')
  const where = root.querySelector('.outcome__where')
  box.hidden = !place || isElsewhere
  if (where) where.hidden = Boolean(place)
  if (!place) return
  if (place.next) {
    const next = place.next.cloneNode(true)
    const offers = [...next.querySelectorAll('.next__offers [data-initiative]')]
    for (const offer of offers) offer.hidden = !possible.includes(offer.dataset.initiative)
    if (place.offers.size && !possible.length) next.querySelector('.next__lead').textContent = fill(messages.ask, { place: place.name })
    for (const part of next.querySelectorAll(`.next__known, .next__people${isAllAtOnce ? ', .next__say, .next__language' : ''}`)) part.remove()
    box.replaceChildren(...(place.apart ? [place.apart.cloneNode(true)] : []), next)
    return
  }
  const link = Object.assign(document.createElement('a'), { href: place.address, textContent: place.name })
  const line = document.createElement('p')
  line.append(`${fill(messages.lost, { place: place.name })} `, link)
  box.replaceChildren(line)
}

/** Shows in the questions what the answers are. */
function fillIn() {
  for (const question of questions) {
    const { question: name } = question.dataset
    if (name === 'waar') showChosenPlace()
    for (const choice of question.querySelectorAll('option')) choice.selected = choice.value === (answers[name] ?? '')
    for (const choice of question.querySelectorAll('[type=radio]')) choice.checked = choice.value === answers[name]
  }
}

function showChosenPlace() {
  const question = questionOf('waar')
  if (!question) return
  question.querySelector('.question__chosen').hidden = !answers.waar
  question.querySelector('.question__chosen bdi').textContent = place?.name ?? ''
  question.querySelector('form').hidden = Boolean(answers.waar)
}

/** What the address says, when it is new or when the visitor goes back. */
async function follow() {
  const { found, unknown } = read()
  answers = found
  loadingPlace = visit(answers.waar)
  await loadingPlace
  if (answers.waar && !place) {
    unknown.push(`waar=${answers.waar}`)
    answers = { ...answers, waar: '' }
  }
  write()
  fillIn()
  if (Object.keys(answers).length || unknown.length || isAllAtOnce) {
    step = questions.length
    showQuestions()
    await show(unknown)
  } else {
    step = 0
    showQuestions()
  }
}

root.addEventListener('place', event => {
  event.preventDefault()
  place = null
  loadingPlace = visit(event.detail.slug).then(() => {
    showChosenPlace()
    if (isAllAtOnce) show()
  })
  choose('waar', event.detail.slug)
  loadingPlace.then(() => questionOf('waar').querySelector('.question__chosen button').focus())
})
questionOf('waar')?.querySelector('.question__chosen button').addEventListener('click', () => {
  loadingPlace = visit('')
  choose('waar', '')
  showChosenPlace()
  questionOf('waar').querySelector('input').focus()
})
root.addEventListener('change', ({ target }) => {
  const question = target.closest('.question')
  if (question && target.name) choose(question.dataset.question, target.value)
})
root.querySelector('[data-next]').addEventListener('click', () => {
  const form = questions[step].querySelector('form')
  const isElsewhereTyped = form && 'elsewhere' in form.dataset // the field said that the map is not about that place
  if (form && !answers.waar && !isElsewhereTyped && form.querySelector('input').value.trim()) { // a place that was typed and not yet chosen
    form.requestSubmit()
    return
  }
  if (isChanging) {
    isChanging = false
    go(questions.length)
    return
  }
  const isElsewhere = names[step] === 'helpt' && elsewhere.some(section => section.dataset.elsewhere === answers.helpt)
  go(isElsewhere ? questions.length : step + 1)
})
root.querySelector('[data-back]').addEventListener('click', () => go(step - 1))
root.querySelector('[data-again]').addEventListener('click', () => {
  answers = {}
  loadingPlace = visit('')
  write()
  fillIn()
  go(0)
  if (isAllAtOnce) {
    show()
    focusOn(questions[0])
  }
})
root.querySelector('[data-print]')?.addEventListener('click', () => window.print())
root.querySelector('[data-copy]')?.addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href)
  root.querySelector('.outcome__said').textContent = messages.copied
})
withAnswers?.addEventListener('change', () => root.classList.toggle('signpost--with-answers', withAnswers.checked))
// On paper the answers stand in the address only if the visitor wants: a browser prints it too.
window.addEventListener('beforeprint', () => {
  if (!withAnswers?.checked) history.replaceState(null, '', location.pathname + location.search)
  if (printed) printed.textContent = withAnswers?.checked && hash() ? `${bare}#${hash()}` : bare
})
window.addEventListener('afterprint', write)
window.addEventListener('hashchange', () => isAnchor() || follow())
root.hidden = false
document.querySelector('.rules').open = false
follow()
