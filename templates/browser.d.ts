// What browsers know and the checker of Debian's TypeScript does not yet.

interface Element {
  checkVisibility(): boolean
}

interface HTMLButtonElement {
  popoverTargetElement: Element | null
}
