/** What all journeys share: one server with the demo world, one browser. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

import { browserPath, flags } from '../browser'
import { startServer } from '../server'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: string
    browser: string
  }
}

export default async function world(project: TestProject) {
  const [demo, browser] = await Promise.all([startServer('demo'), chromium.launchServer({ executablePath: browserPath(), args: flags })])
  project.provide('demo', demo.url)
  project.provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await demo.stop()
  }
}
