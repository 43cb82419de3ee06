/** Keeps the client and its last answers in the browser, so that a reload without a connection shows them. */
import type { Data } from '@/data/data'

/** After the first screen: what is kept for later must not make anybody wait now. */
const later = 10_000

export function keepForOffline(data: Data): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // What this page asked before there was somebody to keep it is asked again, once.
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener('controllerchange', () => data.refresh(), { once: true })
  // A browser that forbids it works as before, with a connection.
  setTimeout(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined), later)
}
