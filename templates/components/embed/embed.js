// Tells the page around this frame how high it is. That page is asked first, and must answer: templates/embed/v1.js.
// A frame that has grown has no window of its own: what would move this page is done here so that a visitor sees it.

const TRIES = [0, 1000, 3000, 10000] // milliseconds: the script of that page may come late, or not at all
const SIGNS = [ // of a visitor
  'focusin', 'keydown', 'pointerdown', 'pointermove', 'touchstart', 'wheel', 'scroll', 'resize', 'visibilitychange'
]
const PAUSE = 500 // milliseconds, at least, between two times that it is asked
const GAP = 12 // pixels between a button and what it opens
const root = document.documentElement
const whole = document.title
/** @type {string | null} */
let host = null // the origin of the page around, once it has answered
let asked = -Infinity
/** @type {HTMLButtonElement | null} */
let opener = null // the button that opened what is shown beside it

/**
 * All elements that this selects.
 * @param {string} selector
 */
const all = selector => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)])

/** @param {string} selector */
const links = selector => /** @type {HTMLAnchorElement[]} */ (all(selector))

/** Asks until there is an answer: its script may wait for a visitor to say yes to cookies. */
function ask() {
  if (host || performance.now() - asked < PAUSE) return
  asked = performance.now()
  parent.postMessage({ type: 'ready' }, '*')
}

function tell() {
  if (host) parent.postMessage({ type: 'height', height: Math.ceil(root.getBoundingClientRect().height) }, host)
}

/** @param {HTMLElement} element */
const textOf = element => element.textContent ?? ''

/** Takes over, in the title and in the links to other languages, which part the address names; the style shows it. */
function showPart() {
  const part = document.getElementById(location.hash.slice(1))?.closest('.embed__choice')
  const [first, ...titles] = all('.embed__title')
  if (!first) return
  const title = part && titles.find(each => each.classList.contains(`of-${part.id}`))
  document.title = title ? whole.replace(textOf(first), () => textOf(title)) : whole
  for (const link of links('.languages a')) link.hash = part?.id ?? ''
}

/**
 * What a button opens; nothing in a browser that knows no popovers.
 * @param {HTMLButtonElement} button
 */
const openedBy = button => /** @type {HTMLElement | null | undefined} */ (button.popoverTargetElement)

/** Puts what a button has opened below that button, or above it where there is no room. */
function place() {
  const text = opener && openedBy(opener)
  if (!opener || !text?.matches(':popover-open')) return
  text.classList.add('in-place')
  const { left, top, bottom } = opener.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = text
  const below = bottom + GAP + height <= innerHeight || top - GAP - height < 0
  text.style.left = `${scrollX + Math.max(GAP, Math.min(left, root.clientWidth - width - GAP))}px`
  text.style.top = `${scrollY + (below ? bottom + GAP : top - GAP - height)}px`
  text.scrollIntoView({ block: 'nearest' })
}

/**
 * Goes to a place on this page with the focus, which the page around follows; it does not follow a link.
 * @param {HTMLElement} element
 */
function goTo(element) {
  element.tabIndex = -1
  element.focus()
  element.scrollIntoView()
}

addEventListener('click', event => {
  const target = /** @type {Element} */ (event.target)
  const button = /** @type {HTMLButtonElement | null} */ (target.closest('[popovertarget]'))
  if (button) {
    opener = button
    const mark = button.closest('.cite')
    const text = openedBy(button)
    // So that it is read, and reached, right after the number.
    if (mark && text && mark.nextSibling !== text) mark.after(text)
    requestAnimationFrame(place)
  }
  const anchor = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href^="#"]'))
  const aim = anchor && document.getElementById(anchor.hash.slice(1))
  if (aim) {
    event.preventDefault()
    goTo(aim)
  }
}, true)
addEventListener('resize', place)
addEventListener('hashchange', showPart)
showPart()
for (const link of links('a[data-with]')) link.hash = link.dataset.with ?? ''

if (new URLSearchParams(location.search).get('kleur') === 'apparaat') {
  root.classList.remove('light')
  for (const link of links('a[target="_self"]:not([href^="#"])')) link.search = location.search
}

if (parent !== window) {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.type !== 'hello' || !/^https?:/.test(origin)) return
    host = origin
    tell()
  })
  new ResizeObserver(tell).observe(root)
  const sight = new IntersectionObserver(ask) // what is in sight changes when the page around scrolls
  for (const part of all('h2, h3, p, li')) sight.observe(part)
  for (const sign of SIGNS) addEventListener(sign, ask, { capture: true, passive: true })
  addEventListener('pageshow', () => { // also when a visitor comes back to it
    host = null
    asked = -Infinity
    for (const wait of TRIES) setTimeout(ask, wait)
  })
}
