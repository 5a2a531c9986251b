// Reads the page aloud, only with voices that are on the device itself: another voice would send the text away.

const holder = document.querySelector('.aloud')
const button = holder?.querySelector('button')
const speech = window.speechSynthesis
const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, caption, th, td'
const NOT_READ = '.sources, .crumbs, .aloud, .contents, nav, form, [popover], [hidden], .paper-only, .hidden'

const languageOf = element => element.closest('[lang]').lang.toLowerCase().split('-')[0]
const voiceFor = language => speech.getVoices().find(voice => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language)

/** The text of a block as it is said: without the numbers of sources, and phone numbers a digit at a time. */
function said(block) {
  const copy = block.cloneNode(true)
  for (const mark of copy.querySelectorAll('.cite, [popover]')) mark.remove()
  for (const phone of copy.querySelectorAll('[href^="tel:"]')) phone.textContent = phone.textContent.replace(/\D/g, '').split('').join(' ')
  return copy.textContent.replace(/\s+/g, ' ').trim()
}

/** The blocks of the page in the order of reading, each once. */
function blocks() {
  const all = [...document.querySelectorAll(`main :is(${BLOCKS})`)]
  return all.filter(block => !block.closest(NOT_READ) && !block.querySelector(BLOCKS) && block.checkVisibility() && said(block))
}

function point(block) {
  document.querySelector('.aloud__now')?.classList.remove('aloud__now')
  block?.classList.add('aloud__now')
  block?.scrollIntoView({ block: 'nearest' })
}

function stop() {
  speech.cancel()
  point(null)
  button.setAttribute('aria-pressed', 'false')
  button.textContent = button.dataset.start
}

function start() {
  const readable = blocks().filter(block => voiceFor(languageOf(block)))
  for (const [number, block] of readable.entries()) {
    const utterance = new SpeechSynthesisUtterance(said(block))
    utterance.voice = voiceFor(languageOf(block))
    utterance.lang = utterance.voice.lang
    utterance.addEventListener('start', () => point(block))
    if (number === readable.length - 1) utterance.addEventListener('end', stop)
    speech.speak(utterance)
  }
  button.setAttribute('aria-pressed', 'true')
  button.textContent = button.dataset.stop
}

if (button && speech) {
  const show = () => { holder.hidden = !voiceFor(languageOf(document.documentElement)) }
  button.dataset.start = button.textContent
  button.addEventListener('click', () => (button.getAttribute('aria-pressed') === 'true' ? stop() : start()))
  speech.addEventListener?.('voiceschanged', show)
  window.addEventListener('pagehide', () => speech.cancel())
  show()
}
