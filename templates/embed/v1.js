// Lets the frames of the sociale kaart on this page grow with what is in them. It reads nothing of the page, and listens
// only to frames from where it came from. Its bytes never change: the pages of others hold a digest of them.
(() => {
  const { origin } = new URL(document.currentScript.src)
  const HIGHEST = 100000 // pixels
  const told = new WeakSet() // frames that said their height: if they are ready once more, they show a new page
  addEventListener('message', ({ source, origin: from, data }) => {
    if (from !== origin) return
    const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source)
    if (!frame || !data) return
    if (data.type === 'ready') {
      if (told.delete(frame) && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
      source.postMessage({ type: 'hello' }, origin)
    } else if (data.type === 'height' && Number.isInteger(data.height) && data.height > 0) {
      told.add(frame)
      const border = getComputedStyle(frame).boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0
      frame.style.height = `${Math.min(data.height, HIGHEST) + border}px`
    }
  })
})()
