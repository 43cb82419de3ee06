/**
 * Tells results as lines of JSON, in the form in which Go's tests tell theirs, so
 * that one summary at the end of "make test" counts all of them.
 */
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

export default class Events implements Reporter {
  onTestModuleEnd(module: TestModule) {
    const pack = `web/${module.relativeModuleId}`
    const took = module.diagnostic().duration / 1000
    let ok = module.ok()
    for (const test of module.children.allTests()) {
      const result = test.result()
      for (const e of result.errors ?? []) this.#tell({ Action: 'output', Package: pack, Test: test.fullName, Output: `--- FAIL: ${test.fullName}\n${e.message}\n${e.diff ?? ''}\n${e.stack ?? ''}\n` })
      const action = result.state === 'passed' ? 'pass' : result.state === 'failed' ? 'fail' : 'skip'
      this.#tell({ Action: action, Package: pack, Test: test.fullName, Elapsed: (test.diagnostic()?.duration ?? 0) / 1000 })
    }
    for (const e of module.errors()) {
      ok = false
      this.#tell({ Action: 'output', Package: pack, Output: `${e.message}\n${e.stack ?? ''}\n` })
    }
    this.#tell({ Action: ok ? 'pass' : 'fail', Package: pack, Elapsed: took })
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]) {
    if (errors.length === 0) return
    for (const e of errors) this.#tell({ Action: 'output', Package: 'web', Output: `${e.message}\n${e.stack ?? ''}\n` })
    this.#tell({ Action: 'fail', Package: 'web', Elapsed: 0 })
  }

  #tell(event: object) {
    process.stdout.write(`${JSON.stringify(event)}\n`)
  }
}
