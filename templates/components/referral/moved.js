// The way on from the address where the signpost for professionals was, with the answers that a link holds.

const way = /** @type {HTMLAnchorElement} */ (document.querySelector('.moved'))
location.replace(way.href + location.hash)
