/**
 * What the views that are drawn by place (timeline, calendar, tree, thread,
 * horizons) share: values shown before they are sent, the cursor, several lists
 * and records at once, and what is said aloud.
 */

let region: HTMLElement | undefined

/** Says something to those who do not see where a thing went. */
export function announce(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div')
    region.role = 'status'
    region.className = 'sr-only'
    document.body.append(region)
  }
  // The same words twice are read twice only if the text differs.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text
}
