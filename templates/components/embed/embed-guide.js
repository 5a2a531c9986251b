// Fills the codes with the municipality, the part and the language that were chosen. The choice is in the address, so
// that it can be sent to whoever puts the code on the site.

/**
 * The element that this selects; the page always has it.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
const one = (selector, within = document) => /** @type {HTMLElement} */ (within.querySelector(selector))

/** @param {string} selector */
const link = selector => /** @type {HTMLAnchorElement} */ (one(selector))

const form = one('.embed-choice')
const { base, titles } = form.dataset
/** @type {Record<string, string>} */
const title = JSON.parse(titles ?? '') // by language
const [municipality, part, language] = form.querySelectorAll('select')
const shown = /** @type {HTMLIFrameElement} */ (one('.embed-preview'))
const own = new URL('../../', location.href) // of the Dutch page; that in another language is one deeper
const root = new URL(document.documentElement.lang === 'nl' ? own : '../', own)

/** @param {string} text */
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('"', '&#34;').replaceAll('<', '&lt;')

/**
 * Shows one of two: what is there, or that it is not.
 * @param {string} name
 * @param {string | undefined} value
 */
function either(name, value) {
  one(`[data-${name}]:not(option)`).hidden = !value
  one(`[data-no-${name}]`).hidden = Boolean(value)
}

/**
 * The slugs of the initiatives in a municipality.
 * @param {DOMStringMap} municipality
 */
const initiativesOf = ({ initiatives = '' }) => initiatives.split(' ').filter(Boolean)

/**
 * True where a municipality has a part: each has, or those where somebody can be called, or an initiative is.
 * @param {string | undefined} where
 * @param {DOMStringMap} municipality
 */
function isIn(where, municipality) {
  if (where === 'contacts') return Boolean(municipality.contacts)
  return !where || initiativesOf(municipality).includes(where)
}

/** Shows all for what is chosen now. */
function fill() {
  const { value: slug, text: name, dataset } = municipality.selectedOptions[0]
  for (const option of part.options) {
    option.hidden = option.disabled = !isIn(option.dataset.where, dataset)
  }
  if (part.selectedOptions[0].disabled) part.value = ''
  const prefix = language.value === 'nl' ? '' : `${language.value}/`
  const isOffer = initiativesOf(dataset).includes(part.value)
  const page = `${prefix}${slug}/${isOffer ? `${part.value}/` : ''}`
  const embed = prefix + part.selectedOptions[0].dataset.address?.replace('{slug}', slug)
  const shownTitle = title[language.value].replace('{place}', name)
  /** @type {Record<string, string>} */
  const values = { slug, page: base + page, embed: base + embed, title: shownTitle, language: language.value }
  const codes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-code]'))
  for (const { firstChild: text, dataset: { code } } of codes) {
    if (text && code) text.textContent = code.replace(/\{(\w+)\}/g, (_, key) => escaped(values[key]))
  }
  either('folder', dataset.folder)
  if (dataset.folder) link('[data-folder]:not(option) a').href = dataset.folder
  either('hosts', dataset.hosts)
  one('[data-hosts]:not(option) bdi').textContent = dataset.hosts ?? ''
  const address = new URL(embed, root).href
  if (shown.src !== address) shown.contentWindow?.location.replace(address)
  link('[data-preview]').href = address
}

/** Takes over what the address says; what it does not know stays as it is. */
function read() {
  const said = new URLSearchParams(location.hash.slice(1))
  for (const select of [municipality, part, language]) {
    const value = said.get(select.id)
    if (value !== null && [...select.options].some(option => option.value === value)) select.value = value
    fill()
  }
}

form.addEventListener('change', () => {
  fill()
  const said = new URLSearchParams([municipality, part, language].map(select => [select.id, select.value]))
  history.replaceState(null, '', `#${said}`)
})
const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-copy]'))
for (const button of buttons) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('.code')?.querySelector('pre')?.textContent ?? '')
    if (button.nextElementSibling) button.nextElementSibling.textContent = form.dataset.copied ?? ''
  })
}
addEventListener('hashchange', read)
form.hidden = false
read()
