// Fills the codes with the municipality, the part and the language that were chosen. The choice is in the address, so
// that it can be sent to whoever puts the code on the site.

const form = document.querySelector('.embed-choice')
const { base, titles } = form.dataset
const title = JSON.parse(titles)
const [municipality, part, language] = form.querySelectorAll('select')
const shown = document.querySelector('.embed-preview')
const own = new URL('../../', location.href) // of the Dutch page; that in another language is one deeper
const root = new URL(document.documentElement.lang === 'nl' ? own : '../', own)
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('"', '&#34;').replaceAll('<', '&lt;')

/** Shows one of two: what is there, or that it is not. */
function either(name, value) {
  document.querySelector(`[data-${name}]:not(option)`).hidden = !value
  document.querySelector(`[data-no-${name}]`).hidden = Boolean(value)
}

/** True where a municipality has a part: each has, or those where somebody can be called, or an initiative is. */
function isIn(where, { initiatives, contacts }) {
  if (where === 'contacts') return Boolean(contacts)
  return !where || initiatives.split(' ').includes(where)
}

/** Shows all for what is chosen now. */
function fill() {
  const { value: slug, text: name, dataset } = municipality.selectedOptions[0]
  const here = dataset.initiatives.split(' ').filter(Boolean)
  for (const option of part.options) {
    option.hidden = option.disabled = !isIn(option.dataset.where, dataset)
  }
  if (part.selectedOptions[0].disabled) part.value = ''
  const prefix = language.value === 'nl' ? '' : `${language.value}/`
  const isOffer = here.includes(part.value)
  const page = `${prefix}${slug}/${isOffer ? `${part.value}/` : ''}`
  const embed = prefix + part.selectedOptions[0].dataset.address.replace('{slug}', slug)
  const shownTitle = title[language.value].replace('{place}', name)
  const values = { slug, page: base + page, embed: base + embed, title: shownTitle, language: language.value }
  for (const pre of document.querySelectorAll('[data-code]')) {
    pre.firstChild.textContent = pre.dataset.code.replace(/\{(\w+)\}/g, (_, key) => escaped(values[key]))
  }
  either('folder', dataset.folder)
  if (dataset.folder) document.querySelector('[data-folder]:not(option) a').href = dataset.folder
  either('hosts', dataset.hosts)
  document.querySelector('[data-hosts]:not(option) bdi').textContent = dataset.hosts
  const address = new URL(embed, root).href
  if (shown.src !== address) shown.contentWindow.location.replace(address)
  document.querySelector('[data-preview]').href = address
}

/** Takes over what the address says; what it does not know stays as it is. */
function read() {
  const said = new URLSearchParams(location.hash.slice(1))
  for (const select of [municipality, part, language]) {
    const value = said.get(select.id)
    if ([...select.options].some(option => option.value === value)) select.value = value
    fill()
  }
}

form.addEventListener('change', () => {
  fill()
  const said = new URLSearchParams([municipality, part, language].map(select => [select.id, select.value]))
  history.replaceState(null, '', `#${said}`)
})
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('.code').querySelector('pre').textContent)
    button.nextElementSibling.textContent = form.dataset.copied
  })
}
addEventListener('hashchange', read)
form.hidden = false
read()
