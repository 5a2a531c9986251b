// The files of places, loaded once.

/** @type {Map<string, Promise<string[][]>>} */
const loading = new Map() // once for all fields of a page

/**
 * The lines of a file of places, each split in its fields; what is not such a file is an error.
 * @param {string} address
 */
export function load(address) {
  const begun = loading.get(address) ?? fetchLines(address)
  loading.set(address, begun)
  begun.catch(() => loading.delete(address)) // it may come when it is asked for again
  return begun
}

/** @param {string} address */
async function fetchLines(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.statusText)
  const text = await answer.text()
  if (!text.includes('\t')) throw new Error(`no places in ${address}`)
  return text.split('\n').map(line => line.split('\t'))
}
