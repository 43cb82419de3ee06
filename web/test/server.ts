/** Starts the real program in a folder of its own, and stops it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../../bin/throughline')

export interface Server {
  url: string
  /** What it said: addresses, the link for the first person. */
  said: () => string
  stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

/** "demo" builds the demo world first; "serve" begins with an empty installation, in a folder of its own that goes with it. */
export async function startServer(command: 'demo' | 'serve', ...more: string[]): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'throughline-'))
  const server = await startServerIn(data, command, ...more)
  return { ...server, stop: () => server.stop().then(() => rm(data, { recursive: true, force: true })) }
}

/** Serves a folder that stays. */
export async function startServerIn(data: string, command: 'demo' | 'serve', ...more: string[]): Promise<Server> {
  const url = `http://127.0.0.1:${await freePort()}`
  const child = spawn(program, [command, '--data', data, '--listen', new URL(url).host, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // All the people of the journeys come from one address.
    env: { ...process.env, THROUGHLINE_RATE_LOGIN: 'off' },
  })
  let said = ''
  child.stdout.on('data', (b: Buffer) => (said += b))
  child.stderr.on('data', (b: Buffer) => (said += b))
  await answering(url, child, () => said)
  return {
    url,
    said: () => said,
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function answering(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 240_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${said()}`)
    const ok = await fetch(`${url}/readyz`).then((r) => r.ok, () => false)
    if (ok) return
    if (Date.now() > until) throw new Error(`no answer at ${url}:\n${said()}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}
