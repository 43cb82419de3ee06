import { Component, type ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

interface Props {
  children: ReactNode
  /** What the boundary is about; when it changes, it tries again. */
  at: string
}

/** Keeps a screen that broke from taking the shell with it. */
export class ErrorBoundary extends Component<Props, { error?: Error; at: string }> {
  override state: { error?: Error; at: string } = { at: this.props.at }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  static getDerivedStateFromProps(props: Props, state: { error?: Error; at: string }) {
    return props.at === state.at ? null : { error: undefined, at: props.at }
  }

  override componentDidCatch(error: Error) {
    console.error(error)
  }

  override render() {
    if (!this.state.error) return this.props.children
    return (
      <div role="alert" className="m-auto flex max-w-md flex-col gap-3 p-8 text-14">
        <h1 className="text-16 font-semibold">{m.app_error_title()}</h1>
        <p className="text-text-muted">{m.app_error_text()}</p>
        <pre className="overflow-auto rounded-md bg-bg-sunken p-2 text-12 whitespace-pre-wrap text-text-muted">{this.state.error.message}</pre>
        <div className="flex gap-2">
          <Button variant="primary" onClick={() => this.setState({ error: undefined })}>
            {m.app_error_again()}
          </Button>
          <Button onClick={() => location.reload()}>{m.app_error_reload()}</Button>
        </div>
      </div>
    )
  }
}
