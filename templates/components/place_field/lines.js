// The files of places, loaded once; and with them what finds names that are only almost right, which few need.

/** @type {{ alike: typeof import('./alike.js').alike | null }} */
export const ear = { alike: null } // it is there once a file is

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
  const [answer, { alike }] = await Promise.all([fetch(address), import('./alike.js')])
  ear.alike = alike
  if (!answer.ok) throw new Error(answer.statusText)
  const text = await answer.text()
  if (!text.includes('\t')) throw new Error(`no places in ${address}`)
  return text.split('\n').map(line => line.split('\t'))
}
