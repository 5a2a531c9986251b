// What is known of a municipality, from the small file beside its page.
// In a frame of another site what stands around the questions is about it too.

import { one } from './elements.js'
import { fill } from '../words/messages.js'

/**
 * @typedef {import('./elements.js').Words} Words
 *
 * @typedef {object} Contact a desk, in words that are ready to be shown; what is not known is not there
 * @property {string} name
 * @property {Words} kind
 * @property {string} [phone]
 * @property {string} [phone_href]
 * @property {string} [when] only by appointment
 * @property {[string, Words | null][]} [closed] days, and why
 * @property {string} [general] that it is of a whole organisation, and what to ask for
 * @property {Words} [note]
 * @property {string} [email]
 * @property {string} [email_href]
 * @property {string} [website]
 * @property {string} [address]
 * @property {[string, string][]} [hours] a day and its hours
 * @property {string} [languages]
 * @property {string} checked
 * @property {string} mark how the words about its age look
 *
 * @typedef {{initiative: string, name: string, step: Words, href: string, label: string}} SignUp
 * @typedef {{lead?: string, desks?: Contact[], beside?: string, offers?: SignUp[]}} NextStep
 *
 * @typedef {object} Offer
 * @property {string} name
 * @property {string} href
 * @property {string} status
 * @property {string} [place] `elders` or `thuis`
 * @property {string} [place_words]
 * @property {string} [ages] as answers.js reads them
 * @property {string} [ages_words]
 * @property {NextStep} [next] where it has a contact of its own that goes first
 *
 * @typedef {object} Municipality
 * @property {string} slug
 * @property {string} name
 * @property {URL} address of its page
 * @property {boolean} isLost true where what is known did not load
 * @property {Map<string, Offer>} offers by the slug of the initiative
 * @property {NextStep} next
 * @property {boolean} [isExample]
 * @property {URL} [theme] its house style
 *
 * @typedef {object} Summary a municipality in its file; addresses are seen from its page
 * @property {string} name
 * @property {Record<string, Offer>} [offers] by the slug of the initiative
 * @property {NextStep} [next]
 * @property {boolean} [example]
 * @property {string} [theme]
 */

const SUMMARY = 'wegwijzer.json'

/**
 * A municipality of which no more is known than where its page is.
 * @param {string} slug
 * @param {string} name
 * @param {URL} address
 * @param {boolean} [isLost]
 * @returns {Municipality}
 */
function unknown(slug, name, address, isLost = false) {
  return { slug, name, address, isLost, offers: new Map(), next: {} }
}

/**
 * A municipality as its file tells it, with whole addresses.
 * @param {Summary} summary
 * @param {string} slug
 * @param {URL} address of its page, from which addresses in the file are seen
 * @returns {Municipality}
 */
export function readSummary(summary, slug, address) {
  /**
   * @param {[string, Offer]} entry
   * @returns {[string, Offer]}
   */
  const whole = ([key, offer]) => [key, { ...offer, href: new URL(offer.href, address).href }]
  return {
    ...unknown(slug, summary.name, address),
    offers: new Map(Object.entries(summary.offers ?? {}).map(whole)),
    next: summary.next ?? {},
    isExample: Boolean(summary.example),
    theme: summary.theme ? new URL(summary.theme, address) : undefined
  }
}

/**
 * The municipality with this slug; null where there is none.
 * @param {string} slug
 * @param {URL} address of its page
 * @returns {Promise<Municipality | null>}
 */
export async function visit(slug, address) {
  try {
    const answer = await fetch(new URL(SUMMARY, address))
    if (answer.ok) return readSummary(await answer.json(), slug, address)
    if (answer.status === 404) return null
    throw new Error(answer.statusText)
  } catch {
    return unknown(slug, slug, address, true) // said where the outcome shows the place
  }
}

/**
 * The house style of the municipality, which goes before light and dark.
 * @param {URL | undefined} theme
 */
function dress(theme) {
  const old = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[data-theme]'))
  if (!theme) {
    old?.remove()
    return
  }
  const link = old ?? Object.assign(document.createElement('link'), { rel: 'stylesheet' })
  link.dataset.theme = ''
  link.href = theme.href
  if (!old) document.head.append(link)
  document.documentElement.classList.remove('light')
  document.documentElement.classList.add('themed')
}

/**
 * Shows whose frame it is: its house style, whether it is an example, and the ways to the rest of it.
 * @param {Municipality} place
 * @param {string} home the start of the site in this language
 */
export function showWhose({ slug, name, address, theme, isExample }, home) {
  const back = /** @type {HTMLAnchorElement} */ (one('[data-back-to]'))
  const whole = /** @type {HTMLAnchorElement} */ (one('[data-whole]'))
  back.textContent = fill(back.dataset.backTo ?? '', { place: name })
  back.href = new URL(`${home}${slug}/insluiten/`, location.href).href
  back.target = '_self'
  back.search = location.search
  whole.textContent = fill(whole.dataset.whole ?? '', { place: name })
  whole.href = address.href
  one('.embed__whole').hidden = false
  one('.example-banner').hidden = !isExample
  dress(theme)
}
