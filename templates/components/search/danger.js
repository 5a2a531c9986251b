// Shows the number that fits to whoever says to be in danger, and nothing else; where it is not sure, one line.

import { dangerIn, readDangers } from './danger-words.js'

/** @typedef {import('./danger-words.js').Language} Language */
/** @typedef {import('./danger-words.js').Danger} Danger */

const LONGEST_WAIT = 2000 // milliseconds for the words; without them the search goes on
const SCRIPTS = /** @type {Record<string, RegExp>} */ ({
  Arab: /\p{Script=Arabic}/u, Cyrl: /\p{Script=Cyrillic}/u, Latn: /\p{Script=Latin}/u
})
const FIRST = [document.documentElement.lang, 'nl'] // the languages that are needed first
const OTHER_LETTERS = /\p{L}/u
const SENTENCE = /\p{L}\P{L}+\p{L}/u // a second word is begun: from here on other languages are worth their bytes

/**
 * The letters that a language is written in.
 * @param {string} code
 */
const lettersOf = code => SCRIPTS[new Intl.Locale(code).maximize().script ?? ''] ?? OTHER_LETTERS

/**
 * Looks for danger in what is typed into a form, and shows it there.
 * @param {HTMLFormElement} form
 */
export function watchDanger(form) {
  const box = /** @type {HTMLElement} */ (form.querySelector('.alarm'))
  const main = /** @type {HTMLElement} */ (form.closest('main') ?? form)
  const more = /** @type {HTMLDetailsElement} */ (box.querySelector('.alarm__on'))
  const doubts = /** @type {HTMLElement} */ (form.querySelector('.alarm__doubts'))
  const templates = /** @type {HTMLTemplateElement[]} */ ([...box.querySelectorAll('template')])
  const kinds = templates.map(({ dataset }) => dataset.danger ?? '')
  const written = (box.dataset.files ?? '').split(' ').filter(Boolean)
  /** @type {Record<string, string>} */
  const files = Object.fromEntries(written.map(each => each.split('='))) // the address by the code of the language
  /** @type {Map<string, Promise<Language | null>>} */
  const loading = new Map()
  let shown = '' // the kind that is shown, and how
  let turn = 0 // how often it was asked

  /**
   * The words of a language; nothing where the file is missing.
   * @param {string} code
   */
  function load(code) {
    const known = loading.get(code)
    if (known) return known
    const asked = fetch(files[code])
      .then(async answer => (answer.ok ? readDangers(code, await answer.json()) : null))
      .catch(() => null)
    loading.set(code, asked)
    return asked
  }

  /**
   * The words of the page's own language and of Dutch; of a sentence also those of all others in its letters.
   * @param {string} typed
   * @param {boolean} isDone
   */
  async function languagesFor(typed, isDone) {
    const isWhole = isDone || SENTENCE.test(typed)
    const codes = Object.keys(files).filter(code => FIRST.includes(code) || (isWhole && lettersOf(code).test(typed)))
    return (await Promise.all(codes.map(load))).flatMap(language => language ?? [])
  }

  /**
   * A part of what a kind of danger shows.
   * @param {string} kind
   * @param {string} name
   */
  function part(kind, name) {
    const template = templates.find(({ dataset }) => dataset.danger === kind)
    const found = template?.content.querySelector(`.alarm__${name}`)
    return found ? [...found.cloneNode(true).childNodes] : []
  }

  /** @param {Danger | null} danger */
  function show(danger) {
    const now = danger ? `${danger.kind} ${danger.isSure} ${danger.language.code}` : ''
    if (now === shown) return // so that nothing is said again at each letter
    shown = now
    const sure = danger?.isSure ? danger : null
    box.hidden = !sure
    main.classList.toggle('has-danger', Boolean(sure))
    more.open = false
    more.hidden = templates.some(({ dataset }) => dataset.danger === danger?.kind && 'alone' in dataset)
    for (const name of ['first', 'beside']) {
      box.querySelector(`:scope > .alarm__${name}`)?.replaceChildren(...(sure ? part(sure.kind, name) : []))
    }
    if (sure && sure.language.code !== document.documentElement.lang) callIn(sure.language)
    doubts.replaceChildren(...(danger && !sure ? part(danger.kind, 'doubt') : []))
  }

  /**
   * Says in the language that was typed what to do with the number.
   * @param {Language} language
   */
  function callIn({ code, call }) {
    const text = Object.assign(document.createElement('p'), { lang: code, dir: 'auto', textContent: call })
    box.querySelector('.alarm__first h2')?.after(text)
  }

  more.addEventListener('toggle', () => main.classList.toggle('goes-on', more.open))
  return {
    /** Loads the words of the page's own language and of Dutch, which are needed first. */
    begin: () => Promise.all(FIRST.filter(code => files[code]).map(load)),
    /**
     * Shows the danger that someone speaks of; true where one is sure, null where no words are known. `isDone` is true
     * when no more will be typed.
     * @param {string} typed
     */
    async look(typed, isDone = false) {
      /** @type {Promise<never[]>} */
      const late = new Promise(resolve => setTimeout(resolve, LONGEST_WAIT, []))
      turn += 1
      const own = turn
      const languages = await Promise.race([languagesFor(typed, isDone), late])
      const danger = dangerIn(typed, languages, kinds)
      if (own === turn) show(danger) // else the visitor went on
      return languages.length ? danger?.isSure ?? false : null
    }
  }
}
