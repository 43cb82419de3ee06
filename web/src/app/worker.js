/**
 * Stands between the page and the network, so that a reload without a connection
 * brings the client, with what was last read. It keeps the client's files and the
 * answers to questions; a change is never answered from here. Built into sw.js,
 * with the list of the files in place of FILES.
 */
const files = FILES
const shell = 'throughline-shell'
const answers = 'throughline-answers'

/** At most so many answers, the oldest go first; none of more than so many bytes. */
const most = 400
const largest = 4_000_000

/** Where several records are asked for by their ids. */
const some = '/api/v1/records/some'

/** What is not kept: streams, files, and whatever is about being let in. */
const never = /^\/api\/v1\/(events|changes|attachments|exports?|presence|sessions|setup|installation|invitations|password|tokens)\b/

addEventListener('install', (e) => e.waitUntil(install()))
addEventListener('activate', (e) => e.waitUntil(tidy().then(() => clients.claim())))
addEventListener('fetch', (e) => {
  const { request } = e
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.method !== 'GET') {
    // Who signs in or out leaves nothing behind.
    if (/^\/api\/v1\/(sessions|password|join)\b/.test(pathname)) e.waitUntil(caches.delete(answers))
    return
  }
  if (pathname.startsWith('/assets/')) e.respondWith(file(request))
  else if (pathname.startsWith('/api/')) {
    if (request.mode !== 'navigate' && !never.test(pathname)) e.respondWith(answer(e))
  } else if (request.mode === 'navigate') e.respondWith(fetch(request).catch(() => file('/')))
})

/** A few at a time, for the page is at work too. */
async function install() {
  const cache = await caches.open(shell)
  const held = new Set((await cache.keys()).map((r) => new URL(r.url).pathname))
  const missing = files.filter((f) => !held.has(f))
  while (missing.length > 0) await cache.addAll(missing.splice(0, 8))
  await cache.add('/')
}

/** Drops the files of earlier versions; no page of theirs is open any more. */
async function tidy() {
  const cache = await caches.open(shell)
  const known = new Set(['/', ...files])
  for (const r of await cache.keys()) if (!known.has(new URL(r.url).pathname)) await cache.delete(r)
}

async function file(request) {
  return (await caches.match(request, { cacheName: shell, ignoreVary: true })) ?? fetch(request)
}

/** The server's word; out of its reach the last one, marked as such. */
async function answer(e) {
  const { request } = e
  try {
    const got = await fetch(request)
    if (got.status === 401) e.waitUntil(caches.delete(answers))
    else if (got.ok && (got.headers.get('Content-Type') ?? '').includes('json')) e.waitUntil(keep(request, got.clone()))
    return got
  } catch (fault) {
    const kept = (await caches.match(request, { cacheName: answers, ignoreVary: true })) ?? (await gathered(request))
    if (!kept) throw fault
    const headers = new Headers(kept.headers)
    headers.set('Throughline-Kept', 'true')
    return new Response(kept.body, { status: kept.status, headers })
  }
}

/** Records asked for together are found in whatever answers they came before. */
async function gathered(request) {
  const { pathname, searchParams } = new URL(request.url)
  if (pathname !== some) return undefined
  const wanted = new Set((searchParams.get('ids') ?? '').split(','))
  const found = new Map()
  const cache = await caches.open(answers)
  for (const r of (await cache.keys()).toReversed()) {
    if (found.size === wanted.size) break
    if (new URL(r.url).pathname !== some) continue
    const { items } = await (await cache.match(r, { ignoreVary: true })).json()
    for (const i of items) if (wanted.has(i.id) && !found.has(i.id)) found.set(i.id, i)
  }
  return found.size === wanted.size ? Response.json({ items: [...found.values()] }) : undefined
}

let count = 0

async function keep(request, got) {
  const body = await got.arrayBuffer()
  if (body.byteLength > largest) return
  const cache = await caches.open(answers)
  await cache.delete(request, { ignoreVary: true })
  await cache.put(request, new Response(body, { status: got.status, headers: got.headers }))
  if (++count % 50 !== 0) return
  const all = await cache.keys()
  for (const old of all.slice(0, Math.max(0, all.length - most))) await cache.delete(old)
}
