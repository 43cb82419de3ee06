import { existsSync } from 'node:fs'

/** Headless, without what phones home. */
export const flags = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** The browser that the set-up installed, or the one that CHROMIUM names. */
export function browserPath(): string {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => p && existsSync(p))
  if (!found) throw new Error('no Chromium here: install it, or name it in CHROMIUM')
  return found
}
