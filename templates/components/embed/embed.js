// Tells the page around this frame how high it is. That page is asked first, and must answer: see templates/embed/v1.js.

const TRIES = [0, 1000, 3000, 10000] // milliseconds: the script of that page may come late, or not at all
const root = document.documentElement
let host = null // the origin of the page around, once it has answered

function ask() {
  if (!host) parent.postMessage({ type: 'ready' }, '*')
}

function tell() {
  if (host) parent.postMessage({ type: 'height', height: Math.ceil(root.getBoundingClientRect().height) }, host)
}

if (parent !== window) {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.type !== 'hello' || !/^https?:/.test(origin)) return
    host = origin
    tell()
  })
  new ResizeObserver(tell).observe(root)
  addEventListener('pageshow', () => { // also when a visitor comes back to it
    host = null
    for (const wait of TRIES) setTimeout(ask, wait)
  })
}
