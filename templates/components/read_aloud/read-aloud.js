// Reads the page aloud, only with voices that are on the device itself: another voice would send the text away.

const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, caption, th, td'
const NOT_READ = '.sources, .crumbs, .aloud, .contents, nav, form, [popover], [hidden], .paper-only, .hidden'
/** @type {SpeechSynthesis | undefined} */
const speech = window.speechSynthesis // not in every browser

/** @param {Element} element */
function languageOf(element) {
  const named = element.closest('[lang]')
  return named instanceof HTMLElement ? baseOf(named.lang) : ''
}

/**
 * The language of a code without what follows: nl of nl-NL and nl_BE.
 * @param {string} code
 */
const baseOf = code => code.toLowerCase().split(/[-_]/)[0]

/** @param {string} language */
const voiceFor = language => speech?.getVoices().find(voice => voice.localService && baseOf(voice.lang) === language)

/**
 * The text of a block as it is said: without the numbers of sources, and phone numbers a digit at a time.
 * @param {Element} block
 */
function said(block) {
  const copy = /** @type {Element} */ (block.cloneNode(true))
  for (const mark of copy.querySelectorAll('.cite, [popover]')) mark.remove()
  for (const phone of copy.querySelectorAll('[href^="tel:"]')) {
    phone.textContent = [...textOf(phone).replace(/\D/g, '')].join(' ')
  }
  return textOf(copy).replace(/\s+/g, ' ').trim()
}

/** @param {Element} element */
const textOf = element => element.textContent ?? ''

/** The blocks of the page in the order of reading, each once. */
function blocks() {
  const all = [...document.querySelectorAll(`main :is(${BLOCKS})`)]
  const innermost = all.filter(block => !block.closest(NOT_READ) && !block.querySelector(BLOCKS))
  return innermost.filter(block => block.checkVisibility() && said(block))
}

/**
 * Shows which block is read; with null none.
 * @param {Element | null} block
 */
function point(block) {
  document.querySelector('.aloud__now')?.classList.remove('aloud__now')
  block?.classList.add('aloud__now')
  block?.scrollIntoView({ block: 'nearest' })
}

/**
 * Lets the button read the page, and stop.
 * @param {HTMLElement} holder
 * @param {HTMLButtonElement} button
 * @param {SpeechSynthesis} speech
 */
function offer(holder, button, speech) {
  const isReading = () => button.getAttribute('aria-pressed') === 'true'
  const labels = { start: textOf(button), stop: button.dataset.stop ?? '' }
  /** @param {boolean} isPressed */
  const press = isPressed => {
    button.setAttribute('aria-pressed', String(isPressed))
    button.textContent = isPressed ? labels.stop : labels.start
  }
  const stop = () => {
    speech.cancel()
    point(null)
    press(false)
  }
  const start = () => {
    const readable = blocks().flatMap(block => {
      const voice = voiceFor(languageOf(block))
      return voice ? [{ block, voice }] : []
    })
    for (const [number, { block, voice }] of readable.entries()) {
      const utterance = new SpeechSynthesisUtterance(said(block))
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.addEventListener('start', () => point(block))
      if (number === readable.length - 1) utterance.addEventListener('end', stop)
      speech.speak(utterance)
    }
    press(true)
  }
  const show = () => {
    holder.hidden = !voiceFor(languageOf(document.documentElement))
  }
  button.addEventListener('click', () => (isReading() ? stop() : start()))
  speech.addEventListener?.('voiceschanged', show)
  window.addEventListener('pagehide', () => speech.cancel())
  show()
}

/** @type {HTMLElement | null} */
const holder = document.querySelector('.aloud')
const button = holder?.querySelector('button')
if (holder && button && speech) offer(holder, button, speech)
